// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/**
 * Summaries of any number of draws in bounded memory. Simulating again is cheaper than keeping: a first run finds moments and
 * digests, a few more find the quantiles.
 */
final class StreamedSimulation {

    /** Blocks whose moments are added up lane by lane before they are merged with those of others in order. */
    private static final int STRETCH = 64;

    private static final double[] PROBABILITIES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private final Model model;
    private final List<World> worlds;
    private final Sampling sampling;
    private final int years;
    private final int columns;
    private final DoubleConsumer progress;

    private StreamedSimulation(Model model, List<World> worlds, Sampling sampling, DoubleConsumer progress) {
        this.model = model;
        this.worlds = worlds;
        this.sampling = sampling;
        this.years = sampling.years() + 1;
        this.columns = worlds.size() * model.indicators().size() * years;
        this.progress = progress;
    }

    static Map<String, WorldSummaries> run(
            Model model, List<World> worlds, Sampling sampling, DoubleConsumer progress) {
        Simulation.requireDistinct(worlds);
        return new StreamedSimulation(model, worlds, sampling, progress).run();
    }

    static Map<String, WorldMoments> moments(Model model, List<World> worlds, Sampling sampling) {
        Simulation.requireDistinct(worlds);
        StreamedSimulation simulation = new StreamedSimulation(model, worlds, sampling, done -> {});
        Moments[] moments = simulation.moments(Adder::withoutDigest);
        Map<String, WorldMoments> byLabel = new LinkedHashMap<>();
        for (int world = 0; world < worlds.size(); world++) {
            Moments[] own =
                    Arrays.copyOfRange(moments, simulation.column(world, 0, 0), simulation.column(world + 1, 0, 0));
            byLabel.put(worlds.get(world).label(), new WorldMoments(model.indicators(), simulation.years, own));
        }
        return Collections.unmodifiableMap(byLabel);
    }

    private int column(int world, int indicator, int year) {
        return (world * model.indicators().size() + indicator) * years + year;
    }

    private Map<String, WorldSummaries> run() {
        byte[][][] digests = new byte[worlds.size()][Lanes.blocks(sampling.draws())][];
        Moments[] moments = moments((adder, block) -> adder.withDigest(block, digests));
        QuantileSearch[] searches = Arrays.stream(moments)
                .map(sample -> new QuantileSearch(sample, ranks()))
                .toArray(QuantileSearch[]::new);
        int pass = 1;
        progress.accept(share(pass));
        while (!Arrays.stream(searches).allMatch(QuantileSearch::isDone)) {
            search(searches);
            progress.accept(share(++pass));
        }
        progress.accept(1);
        return byLabel(moments, searches, digests);
    }

    /** Runs grow in number with the logarithm of the draws; few samples need more than four. */
    private static double share(int pass) {
        return Math.min(0.95, pass / 4.0);
    }

    private List<Long> ranks() {
        return Arrays.stream(PROBABILITIES)
                .boxed()
                .flatMap(probability -> Stream.of(below(probability), Math.min(below(probability) + 1, last())))
                .toList();
    }

    private long last() {
        return sampling.draws() - 1;
    }

    private long below(double probability) {
        return (long) (last() * probability);
    }

    private int lanes(int block) {
        return Math.min(Lanes.COUNT, sampling.draws() - block * Lanes.COUNT);
    }

    private BlockSimulator simulator() {
        return model.blockSimulator(worlds, sampling.years(), sampling.seed());
    }

    /** What one thread needs to add up a stretch of blocks. */
    private final class Adder {
        private final BlockSimulator simulator = simulator();
        private final MomentLanes[] lanes =
                Stream.generate(MomentLanes::new).limit(columns).toArray(MomentLanes[]::new);

        Moments[] add(int stretch, ObjIntConsumer<Adder> addBlock) {
            Arrays.stream(lanes).forEach(MomentLanes::clear);
            int end = Math.min((stretch + 1) * STRETCH, Lanes.blocks(sampling.draws()));
            for (int block = stretch * STRETCH; block < end; block++) {
                addBlock.accept(this, block);
            }
            return Arrays.stream(lanes).map(MomentLanes::moments).toArray(Moments[]::new);
        }

        void withoutDigest(int block) {
            int count = lanes(block);
            simulator.simulate(
                    (long) block * Lanes.COUNT,
                    (world, indicator, year, values) -> lanes[column(world, indicator, year)].add(values, count));
        }

        void withDigest(int block, byte[][][] digests) {
            int count = lanes(block);
            DrawDigest[] digest =
                    Stream.generate(DrawDigest::new).limit(worlds.size()).toArray(DrawDigest[]::new);
            simulator.simulate((long) block * Lanes.COUNT, (world, indicator, year, values) -> {
                lanes[column(world, indicator, year)].add(values, count);
                digest[world].add(values, count);
            });
            for (int world = 0; world < worlds.size(); world++) {
                digests[world][block] = digest[world].bytes();
            }
        }
    }

    private Moments[] moments(ObjIntConsumer<Adder> addBlock) {
        int stretches = (Lanes.blocks(sampling.draws()) + STRETCH - 1) / STRETCH;
        Moments[][] parts = new Moments[stretches][];
        Blocks.run(stretches, sampling.threads(), Adder::new, (adder, stretch) -> {
            parts[stretch] = adder.add(stretch, addBlock);
        });
        Moments[] whole = new Moments[columns];
        Arrays.fill(whole, Moments.NONE);
        for (Moments[] part : parts) {
            for (int column = 0; column < columns; column++) {
                whole[column] = whole[column].and(part[column]);
            }
        }
        return whole;
    }

    /** What one thread needs to look for quantiles. */
    private final class Searcher {
        private final BlockSimulator simulator = simulator();
        private final QuantileSearch.Pass[] passes;

        Searcher(QuantileSearch[] searches) {
            this.passes =
                    Arrays.stream(searches).map(search -> search.new Pass()).toArray(QuantileSearch.Pass[]::new);
        }

        void look(int block) {
            int count = lanes(block);
            simulator.simulate(
                    (long) block * Lanes.COUNT,
                    (world, indicator, year, values) -> passes[column(world, indicator, year)].add(values, count));
        }
    }

    private void search(QuantileSearch[] searches) {
        List<Searcher> searchers = Collections.synchronizedList(new ArrayList<>());
        Blocks.run(
                Lanes.blocks(sampling.draws()),
                sampling.threads(),
                () -> {
                    Searcher searcher = new Searcher(searches);
                    searchers.add(searcher);
                    return searcher;
                },
                Searcher::look);
        for (int column = 0; column < columns; column++) {
            int number = column;
            searches[column].learn(
                    searchers.stream().map(searcher -> searcher.passes[number]).toList());
        }
    }

    private Map<String, WorldSummaries> byLabel(Moments[] moments, QuantileSearch[] searches, byte[][][] digests) {
        Map<String, WorldSummaries> byLabel = new LinkedHashMap<>();
        for (int world = 0; world < worlds.size(); world++) {
            Summary[][] summaries = new Summary[model.indicators().size()][years];
            for (int indicator = 0; indicator < summaries.length; indicator++) {
                for (int year = 0; year < years; year++) {
                    int column = column(world, indicator, year);
                    summaries[indicator][year] = summary(moments[column], searches[column]);
                }
            }
            byLabel.put(
                    worlds.get(world).label(),
                    new WorldSummaries(model.indicators(), summaries, DrawDigest.ofBlocks(digests[world])));
        }
        return Collections.unmodifiableMap(byLabel);
    }

    private Summary summary(Moments moments, QuantileSearch search) {
        double[] quantiles =
                Arrays.stream(PROBABILITIES).map(p -> quantile(search, p)).toArray();
        return new Summary(
                (int) moments.count(),
                moments.mean(),
                moments.sd(),
                quantiles[0],
                quantiles[1],
                quantiles[2],
                quantiles[3],
                quantiles[4]);
    }

    /** As {@link Quantiles}, from the two order statistics about the position. */
    private double quantile(QuantileSearch search, double probability) {
        double position = last() * probability;
        long below = (long) position;
        double share = position - below;
        double lower = search.value(below);
        return share == 0 ? lower : lower + share * (search.value(below + 1) - lower);
    }
}
