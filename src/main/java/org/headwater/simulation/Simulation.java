// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Runs a model's blocks of draws on any number of threads. */
final class Simulation {

    private Simulation() {}

    static Map<String, Trajectories> keepingDraws(
            Model model, List<World> worlds, Sampling sampling, DoubleConsumer progress) {
        requireDistinct(worlds);
        List<Trajectories> kept = new ArrayList<>();
        for (int world = 0; world < worlds.size(); world++) {
            kept.add(new Trajectories(model.indicators(), sampling.draws(), sampling.years()));
        }
        int blocks = Lanes.blocks(sampling.draws());
        ShareDone done = new ShareDone(blocks, progress);
        Blocks.run(
                blocks,
                sampling.threads(),
                () -> model.blockSimulator(worlds, sampling.years(), sampling.seed()),
                (simulator, block) -> {
                    simulator.simulate(
                            (long) block * Lanes.COUNT,
                            (world, indicator, year, values) ->
                                    kept.get(world).store(indicator, year, block * Lanes.COUNT, values));
                    done.addOne();
                });
        Map<String, Trajectories> byLabel = new LinkedHashMap<>();
        for (int world = 0; world < worlds.size(); world++) {
            byLabel.put(worlds.get(world).label(), kept.get(world));
        }
        return Collections.unmodifiableMap(byLabel);
    }

    /** Counts pieces of work that several threads finish. */
    private static final class ShareDone {

        private final int pieces;
        private final DoubleConsumer progress;
        private int done;

        ShareDone(int pieces, DoubleConsumer progress) {
            this.pieces = pieces;
            this.progress = progress;
        }

        synchronized void addOne() {
            done++;
            progress.accept((double) done / pieces);
        }
    }

    static void requireDistinct(List<World> worlds) {
        if (worlds.isEmpty()) {
            throw new InvalidParameter("worlds", "none", "at least one");
        }
        Set<String> labels = new HashSet<>();
        for (World world : worlds) {
            if (!labels.add(world.label())) {
                throw new InvalidParameter("worlds", world.label() + " twice", "a different label for each world");
            }
        }
    }
}
