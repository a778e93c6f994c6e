// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.headwater.simulation.PublishedRules.CONTRIBUTION_SD;
import static org.headwater.simulation.PublishedRules.EROSION_LOG_SD;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Blocks of the preset {@code published}: noise is made once, then every world goes through its equations with it. The noise of
 * year t stands at position t − 1 of its site, but for erosion, which is also seen in year 0 and stands at t.
 */
final class PublishedBlock implements BlockSimulator {

    private static final int FOREST_HEALTH = 0;
    private static final int EROSION = 1;

    private final int years;
    private final PublishedWorld[] worlds;
    private final NormalSite population;
    private final NormalSite tendency;
    private final NormalSite[] contribution;
    private final NormalSite price;
    private final NormalSite forest;
    private final NormalSite erosion;
    private final boolean priceMatters;
    private final double[][] tendencies = new double[PublishedRules.AGENTS][Lanes.COUNT];
    private final double[][] dispositions = new double[PublishedRules.AGENTS][Lanes.COUNT];

    PublishedBlock(PublishedParameters parameters, List<World> worlds, int years, long seed) {
        StandardNormals normals = new StandardNormals();
        this.years = years;
        this.worlds = worlds.stream()
                .map(world -> new PublishedWorld(parameters, world, years))
                .toArray(PublishedWorld[]::new);
        this.population = new NormalSite(seed, "population", normals);
        this.tendency = new NormalSite(seed, "tendency", normals);
        this.contribution = perAgent(seed, "contribution", normals);
        this.price = new NormalSite(seed, "credit-price", normals);
        this.forest = new NormalSite(seed, "forest-growth", normals);
        this.erosion = new NormalSite(seed, "erosion", normals);
        this.priceMatters =
                worlds.stream().flatMap(world -> world.interventions().stream()).anyMatch(PublishedBlock::needsPrice);
    }

    private static boolean needsPrice(Intervention intervention) {
        return intervention instanceof Intervention.SetMechanism set
                && set.mechanism().creditMarket().isPresent();
    }

    private static NormalSite[] perAgent(long seed, String name, StandardNormals normals) {
        return IntStream.rangeClosed(1, PublishedRules.AGENTS)
                .mapToObj(agent -> new NormalSite(seed, name + "-" + agent, normals))
                .toArray(NormalSite[]::new);
    }

    @Override
    public void simulate(long firstDraw, Recorder recorder) {
        start(firstDraw);
        drawTendencies();
        double[] erosionNoise = erosion.at(0);
        for (int world = 0; world < worlds.length; world++) {
            worlds[world].begin(erosionNoise);
            record(world, 0, recorder);
        }
        for (int year = 1; year <= years; year++) {
            simulateYear(year, recorder);
        }
    }

    private void simulateYear(int year, Recorder recorder) {
        drawDispositions(year);
        double[] forestNoise = forest.at(year - 1);
        double[] erosionNoise = erosion.at(year);
        double[] priceNoise = priceMatters ? price.at(year - 1) : forestNoise;
        for (int world = 0; world < worlds.length; world++) {
            worlds[world].advance(year, dispositions, priceNoise, forestNoise, erosionNoise);
            record(world, year, recorder);
        }
    }

    private void record(int world, int year, Recorder recorder) {
        recorder.record(world, FOREST_HEALTH, year, worlds[world].forest());
        recorder.record(world, EROSION, year, worlds[world].erosion());
    }

    private void start(long firstDraw) {
        population.start(firstDraw);
        tendency.start(firstDraw);
        for (int agent = 0; agent < PublishedRules.AGENTS; agent++) {
            contribution[agent].start(firstDraw);
        }
        price.start(firstDraw);
        forest.start(firstDraw);
        erosion.start(firstDraw);
    }

    /** θ_i = μ + σ·z_i with one μ ~ N(0, 0.03) and one σ ~ |N(0, 0.05)| per draw. */
    private void drawTendencies() {
        double[] mean = population.at(0);
        double[] spread = population.at(1);
        for (int agent = 0; agent < PublishedRules.AGENTS; agent++) {
            double[] own = tendency.at(agent);
            double[] result = tendencies[agent];
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                result[lane] = PublishedRules.TENDENCY_MEAN_SD * mean[lane]
                        + PublishedRules.TENDENCY_SPREAD_SCALE * Math.abs(spread[lane]) * own[lane];
            }
        }
    }

    /** θ_i + N(0, 0.05): what an agent adds to the base contribution this year, whatever the mechanism. */
    private void drawDispositions(int year) {
        for (int agent = 0; agent < PublishedRules.AGENTS; agent++) {
            double[] noise = contribution[agent].at(year - 1);
            double[] lasting = tendencies[agent];
            double[] result = dispositions[agent];
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                result[lane] = lasting[lane] + CONTRIBUTION_SD * noise[lane];
            }
        }
    }

    /** 0.08·z − 0.08²/2, the logarithm of the yearly factor of erosion. */
    static double logErosionNoise(double z) {
        return EROSION_LOG_SD * z - EROSION_LOG_SD * EROSION_LOG_SD / 2;
    }
}
