// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedSimulationTest {

    private static final PublishedModel MODEL = PublishedModel.fitted();

    /** Moments are added in another order than in memory, hence a tolerance of rounding; quantiles are the same numbers. */
    @ParameterizedTest
    @CsvSource({"1, 1", "255, 2", "500, 1", "5000, 2", "70001, 2"})
    void agreesWithTheDrawsKeptInMemory(int draws, int threads) {
        List<World> worlds = World.underEach(Mechanism.standard());
        Sampling sampling = new Sampling(draws, 6, 3, threads);
        Map<String, Trajectories> kept = MODEL.simulate(worlds, sampling);
        MODEL.summarize(worlds, sampling).forEach((label, streamed) -> {
            Trajectories world = Objects.requireNonNull(kept.get(label));
            assertThat(streamed.digest()).isEqualTo(world.digest());
            for (Indicator indicator : MODEL.indicators()) {
                for (int year = 0; year <= 6; year++) {
                    assertSame(streamed.at(indicator, year), Summary.of(world.at(indicator, year)));
                }
            }
        });
    }

    @Test
    void momentsAreThoseOfTheSummaries() {
        List<World> worlds = World.underEach(Mechanism.standard());
        Sampling sampling = new Sampling(20_000, 4, 3, 2);
        Map<String, WorldSummaries> summaries = MODEL.summarize(worlds, sampling);
        MODEL.moments(worlds, sampling).forEach((label, moments) -> {
            Summary summary = Objects.requireNonNull(summaries.get(label)).at(PublishedModel.EROSION, 4);
            assertThat(moments.mean(PublishedModel.EROSION, 4)).isEqualTo(summary.mean());
            assertThat(moments.sd(PublishedModel.EROSION, 4)).isEqualTo(summary.sd());
        });
    }

    private static void assertSame(Summary streamed, Summary kept) {
        assertThat(streamed.count()).isEqualTo(kept.count());
        assertThat(streamed.mean()).isCloseTo(kept.mean(), within(1e-12));
        assertThat(streamed.sd()).isCloseTo(kept.sd(), within(1e-10));
        assertThat(new double[] {streamed.q05(), streamed.q25(), streamed.q50(), streamed.q75(), streamed.q95()})
                .containsExactly(kept.q05(), kept.q25(), kept.q50(), kept.q75(), kept.q95());
    }

    @Test
    void bitsDoNotDependOnThreads() {
        List<World> worlds = List.of(World.under(Mechanism.CREDIT_TRADING));
        WorldSummaries one = only(MODEL.summarize(worlds, new Sampling(60_000, 5, 7, 1)));
        WorldSummaries seven = only(MODEL.summarize(worlds, new Sampling(60_000, 5, 7, 7)));
        assertThat(seven.at(PublishedModel.EROSION, 5)).isEqualTo(one.at(PublishedModel.EROSION, 5));
        assertThat(seven.digest()).isEqualTo(one.digest());
    }

    private static WorldSummaries only(Map<String, WorldSummaries> worlds) {
        return worlds.values().iterator().next();
    }

    /** Atoms, heavy tails and values a rounding apart, in one, two and seven parts. */
    @ParameterizedTest
    @ValueSource(strings = {"normal", "cauchy", "atoms", "constant", "close", "two"})
    void findsEveryWantedRankOfAnySample(String shape) {
        double[] values = sample(shape);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Long> ranks = LongStream.of(values.length / 20, values.length / 2, values.length * 19L / 20)
                .boxed()
                .toList();
        for (int parts : new int[] {1, 2, 7}) {
            QuantileSearch search = new QuantileSearch(moments(values), ranks);
            int passes = 0;
            while (!search.isDone()) {
                search.learn(passesOver(values, parts, search));
                assertThat(++passes).isLessThanOrEqualTo(8);
            }
            for (long rank : ranks) {
                assertThat(search.value(rank)).isEqualTo(sorted[(int) rank]);
            }
        }
    }

    private static List<QuantileSearch.Pass> passesOver(double[] values, int parts, QuantileSearch search) {
        List<QuantileSearch.Pass> passes = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            double[] own = Arrays.copyOfRange(values, values.length * part / parts, values.length * (part + 1) / parts);
            QuantileSearch.Pass pass = search.new Pass();
            pass.add(own, own.length);
            passes.add(pass);
        }
        return passes;
    }

    private static Moments moments(double[] values) {
        Moments moments = Moments.NONE;
        for (double value : values) {
            moments = moments.and(new Moments(1, value, 0));
        }
        return moments;
    }

    private static double[] sample(String shape) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8L);
        double[] values = new double[50_000];
        for (int i = 0; i < values.length; i++) {
            double u = random.nextDouble();
            values[i] = switch (shape) {
                case "normal" -> NormalQuantile.of((i + 0.5) / values.length);
                case "cauchy" -> StrictMath.tan(Math.PI * (u - 0.5));
                case "atoms" -> u < 0.3 ? 1 : u < 0.6 ? 2 : u;
                case "constant" -> 0.1;
                case "close" -> 1 + random.nextInt(5) * 0x1.0p-52;
                default -> u < 1e-4 ? 1e9 : u;
            };
        }
        return values;
    }
}
