// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.headwater.simulation.BareLoop;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;
import org.headwater.simulation.WorldMoments;
import org.headwater.simulation.causal.Effects;

/**
 * Measures the simulation on all processors of the machine it runs on. Each mechanism is simulated by itself, so that no noise
 * is shared and a trajectory-year pays for all of its own random numbers. {@code docs/benchmarks.md} says what is compared with
 * what.
 */
final class Benchmark {

    private static final int YEARS = 20;
    private static final int COMPARED_DRAWS = 500;
    private static final double LEVEL = 0.9;

    private static final int DRAWS = 1 << 19;

    private static final int WARM_UP_REPETITIONS = 3;

    private final int repetitions;
    private final double repetitionSeconds;
    private final int comparisons;
    private double checksum;

    /**
     * @param repetitions of the model and of the bare loop in turns
     * @param repetitionSeconds about how long one takes; the warm-up before takes three times as long
     * @param comparisons after a warm-up as long
     */
    Benchmark(int repetitions, double repetitionSeconds, int comparisons) {
        this.repetitions = repetitions;
        this.repetitionSeconds = repetitionSeconds;
        this.comparisons = comparisons;
    }

    /** Nine repetitions of a second, 400 comparisons: about 40 seconds. */
    static Benchmark standard() {
        return new Benchmark(9, 1, 400);
    }

    /**
     * The figures of one run.
     *
     * @param trajectoryYearsPerSecond preset published, median of the repetitions
     * @param bareLoopYearsPerSecond the same of {@link BareLoop}
     * @param compareMillis by preset, the time of {@value #COMPARED_DRAWS} draws × {@value #YEARS} years × three mechanisms
     *     with effects and 90 % intervals, once the virtual machine has compiled them
     */
    record Figures(
            double trajectoryYearsPerSecond, double bareLoopYearsPerSecond, Map<String, Milliseconds> compareMillis) {}

    record Milliseconds(double median, double p95) {}

    Figures measure() {
        Model published = PublishedModel.fitted();
        ToDoubleFunction<Sampling> model = sampling -> simulateEach(published, sampling);
        int modelRounds = roundsOfOneRepetition(model);
        int bareRounds = roundsOfOneRepetition(Benchmark::runEach);
        double[] modelRates = new double[repetitions];
        double[] bareRates = new double[repetitions];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            modelRates[repetition] = rate(model, modelRounds);
            bareRates[repetition] = rate(Benchmark::runEach, bareRounds);
        }
        Map<String, Milliseconds> compareMillis = new LinkedHashMap<>();
        compareMillis.put("published", compare(published));
        compareMillis.put("watershed", compare(WatershedModel.reference()));
        if (Double.isNaN(checksum)) {
            throw new IllegalStateException("the simulation gave no numbers");
        }
        return new Figures(quantile(modelRates, 0.5), quantile(bareRates, 0.5), compareMillis);
    }

    /** Means and standard deviations of every year, one of which goes on, so that no work can be left out. */
    private static double simulateEach(Model model, Sampling sampling) {
        double sum = 0;
        for (Mechanism mechanism : Mechanism.standard()) {
            for (WorldMoments moments :
                    model.moments(List.of(World.under(mechanism)), sampling).values()) {
                sum += moments.mean(PublishedModel.FOREST_HEALTH, sampling.years());
            }
        }
        return sum;
    }

    private static double runEach(Sampling sampling) {
        double sum = 0;
        for (Mechanism mechanism : Mechanism.standard()) {
            sum += BareLoop.run(mechanism, sampling);
        }
        return sum;
    }

    /** Warms up, and finds how many rounds keep the processors busy for about one repetition. */
    private int roundsOfOneRepetition(ToDoubleFunction<Sampling> work) {
        double fastest = Double.POSITIVE_INFINITY;
        for (double warm = 0; warm < WARM_UP_REPETITIONS * repetitionSeconds; ) {
            double once = seconds(work, 0);
            fastest = Math.min(fastest, once);
            warm += once;
        }
        return (int) Math.ceil(repetitionSeconds / fastest);
    }

    /** Trajectory-years per second over some rounds, each with a seed of its own. */
    private double rate(ToDoubleFunction<Sampling> work, int rounds) {
        double seconds = 0;
        for (int round = 0; round < rounds; round++) {
            seconds += seconds(work, round);
        }
        double worlds = Mechanism.standard().size();
        return rounds * worlds * DRAWS * YEARS / seconds;
    }

    private double seconds(ToDoubleFunction<Sampling> work, long seed) {
        Sampling sampling = Sampling.of(DRAWS, YEARS, seed);
        return seconds(() -> work.applyAsDouble(sampling));
    }

    private Milliseconds compare(Model model) {
        List<World> worlds = World.underEach(Mechanism.standard());
        double[] milliseconds = new double[comparisons];
        double warm = 0;
        for (int run = 0; warm < WARM_UP_REPETITIONS * repetitionSeconds; run++) {
            warm += compareOnce(model, worlds, run);
        }
        for (int run = 0; run < comparisons; run++) {
            milliseconds[run] = 1e3 * compareOnce(model, worlds, run);
        }
        return new Milliseconds(quantile(milliseconds, 0.5), quantile(milliseconds, 0.95));
    }

    private double compareOnce(Model model, List<World> worlds, int seed) {
        Sampling sampling = Sampling.of(COMPARED_DRAWS, YEARS, seed);
        return seconds(() -> Effects.compare(model.simulate(worlds, sampling), YEARS, LEVEL)
                .getLast()
                .upper());
    }

    private double seconds(DoubleSupplier work) {
        long begin = System.nanoTime();
        checksum += work.getAsDouble();
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static double quantile(double[] values, double probability) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(probability * sorted.length) - 1];
    }
}
