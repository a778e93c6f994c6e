// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The random numbers and exponentials of the preset {@code published}, and nothing else of it: the yardstick for what the rest
 * of the model costs. Blocks, threads, sites and functions are those of the model.
 */
public final class BareLoop {

    private final NormalSite population;
    private final NormalSite tendency;
    private final List<NormalSite> yearlySites;
    private final int exponentials;
    private final int years;
    private final double[] factor = Lanes.empty();
    private final double[] powers = Lanes.empty();

    private BareLoop(Mechanism mechanism, int years, long seed) {
        StandardNormals normals = new StandardNormals();
        this.years = years;
        this.population = new NormalSite(seed, "bare-population", normals);
        this.tendency = new NormalSite(seed, "bare-tendency", normals);
        this.yearlySites = sites(
                seed, PublishedRules.AGENTS + 2 + (mechanism.creditMarket().isPresent() ? 1 : 0), normals);
        this.exponentials = exponentialsPerYear(mechanism);
    }

    /**
     * Draws every normal number and evaluates every exponential that one world under the mechanism needs.
     *
     * @return a sum over all blocks of some of the numbers, so that none of the work can be left out; the same for any
     *     number of threads
     */
    public static double run(Mechanism mechanism, Sampling sampling) {
        double[] sums = new double[Lanes.blocks(sampling.draws())];
        Blocks.run(
                sums.length,
                sampling.threads(),
                () -> new BareLoop(mechanism, sampling.years(), sampling.seed()),
                (loop, block) -> sums[block] = loop.block((long) block * Lanes.COUNT));
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        return total;
    }

    /** Normal numbers of one draw and year under a mechanism, without those that are drawn once. */
    static int normalsPerYear(Mechanism mechanism) {
        return new BareLoop(mechanism, 1, 0).yearlySites.size();
    }

    /** Erosion, the urgency bonus, each kind of milestone, the price: those that the mechanism has. */
    static int exponentialsPerYear(Mechanism mechanism) {
        int milestones = mechanism
                .performancePayment()
                .map(payment -> OutcomeWeight.of(payment).size())
                .orElse(0);
        return 1
                + milestones
                + (mechanism.urgencyBonus().isPresent() ? 1 : 0)
                + (mechanism.creditMarket().isPresent() ? 1 : 0);
    }

    private static List<NormalSite> sites(long seed, int count, StandardNormals normals) {
        return IntStream.range(0, count)
                .mapToObj(number -> new NormalSite(seed, "bare-yearly-" + number, normals))
                .toList();
    }

    private double block(long firstDraw) {
        double sum = 0;
        population.start(firstDraw);
        sum += population.at(0)[0] + population.at(1)[0];
        tendency.start(firstDraw);
        for (int agent = 0; agent < PublishedRules.AGENTS; agent++) {
            sum += tendency.at(agent)[0];
        }
        for (NormalSite site : yearlySites) {
            site.start(firstDraw);
        }
        for (int year = 1; year <= years; year++) {
            sum += year(year);
        }
        return sum;
    }

    private double year(int year) {
        int lane = year % Lanes.COUNT;
        double sum = 0;
        List<double[]> drawn = new ArrayList<>(yearlySites.size());
        for (NormalSite site : yearlySites) {
            double[] values = site.at(year - 1);
            sum += values[lane];
            drawn.add(values);
        }
        for (int i = 0; i < exponentials; i++) {
            Elementary.exp(drawn.get(i), factor, powers);
            sum += factor[lane];
        }
        return sum;
    }
}
