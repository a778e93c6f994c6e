// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Common random numbers: the same contrasts on average, with far less noise. */
class SharedNoiseTest {

    private static final int YEARS = 20;
    private static final List<World> WORLDS = World.underEach(Mechanism.standard());

    /**
     * @param quiet indicators that the same noise moves the same way under every mechanism
     * @param largestRatios of variances, shared to independent noise, by contrast in the order of {@link Comparison#effects}
     */
    private record Case(Model model, long seed, int draws, List<String> quiet, List<Double> largestRatios) {

        Sampling sampling(long offset) {
            return new Sampling(draws, YEARS, seed + offset, 2);
        }

        @Override
        public String toString() {
            return model.version() + ", seed " + seed;
        }
    }

    /**
     * The largest ratios found are 0.17, 0.54 and 0.48 in {@code published}, 0.26, 0.38 and 0.11 for the slopes and the reservoir of
     * {@code watershed}. Credit trading adds a price noise of its own. Money is left out: a party that pays under one mechanism
     * and earns under another is moved in opposite ways by the same noise, and the ratio rises to 1.4.
     */
    private static Stream<Case> cases() {
        List<String> nature = List.of(
                "canopy-cover",
                "biomass",
                "soil-loss",
                "sediment-yield",
                "reservoir-storage",
                "firm-energy",
                "measured-cover",
                "measured-sediment");
        return Stream.concat(
                LongStream.of(1, 22, 333, 4444)
                        .mapToObj(seed -> new Case(
                                PublishedModel.fitted(),
                                seed,
                                20_000,
                                List.of("forest-health", "erosion"),
                                List.of(0.2, 0.6, 0.55))),
                LongStream.of(1, 22)
                        .mapToObj(seed ->
                                new Case(WatershedModel.reference(), seed, 10_000, nature, List.of(0.3, 0.45, 0.15))));
    }

    /**
     * Means agree within 4 standard errors of their difference: 450 comparisons, many of them dependent, false alarm at most 1 in 35
     * for another choice of seeds. The standard error of a ratio of variances is about 0.02 of it.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void sharedNoiseKeepsTheMeanContrastAndShrinksItsVariance(Case c) {
        Comparison shared = Comparison.of(c.model().simulate(WORLDS, c.sampling(0)));
        Comparison independent = Comparison.of(independent(c));
        for (int year : new int[] {1, 5, YEARS}) {
            assertSameMeans(shared.effects(year), independent.effects(year));
            List<Effect> paired = shared.on(c.quiet()).effects(year);
            List<Effect> unpaired = independent.on(c.quiet()).effects(year);
            for (int i = 0; i < paired.size(); i++) {
                assertFarLessNoisy(
                        paired.get(i),
                        unpaired.get(i),
                        c.largestRatios().get(i / c.quiet().size()));
            }
        }
    }

    private static Map<String, Trajectories> independent(Case c) {
        Map<String, Trajectories> worlds = new LinkedHashMap<>();
        for (World world : WORLDS) {
            worlds.put(world.label(), c.model().simulate(world, c.sampling(1_000_000 * (worlds.size() + 1))));
        }
        return worlds;
    }

    private static void assertSameMeans(List<Effect> paired, List<Effect> unpaired) {
        assertThat(paired).isNotEmpty();
        for (int i = 0; i < paired.size(); i++) {
            double error =
                    Math.hypot(paired.get(i).standardError(), unpaired.get(i).standardError());
            assertThat(paired.get(i).mean())
                    .as(paired.get(i).indicator())
                    .isCloseTo(unpaired.get(i).mean(), within(4 * error));
        }
    }

    private static void assertFarLessNoisy(Effect paired, Effect unpaired, double largestRatio) {
        double ratio = paired.standardError() / unpaired.standardError();
        assertThat(ratio * ratio)
                .as("%s to %s, %s", paired.from(), paired.to(), paired.indicator())
                .isLessThan(largestRatio);
        assertThat(paired.upper() - paired.lower()).isLessThan(unpaired.upper() - unpaired.lower());
    }
}
