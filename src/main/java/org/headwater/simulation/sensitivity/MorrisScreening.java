// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Quantiles;
import org.headwater.simulation.Summary;

/**
 * Screening by elementary effects: from a random point of a grid each factor in turn, in random order, moves by half of the
 * grid's L levels. Source: M. D. Morris, Factorial sampling plans for preliminary computational experiments, Technometrics 33 (1991),
 * 161–174; μ* by F. Campolongo, J. Cariboni and A. Saltelli, Environmental Modelling &amp; Software 22 (2007), 1509–1518.
 *
 * <p>The grid spans the central 90 % of each factor, probabilities 0.05 to 0.95, so that no quantile is infinite. Intervals are percentiles of {@value #RESAMPLES} resamples of whole trajectories.
 *
 * @param trajectories 2 to {@value #MOST_TRAJECTORIES}; trajectories × (factors + 1) evaluations
 * @param levels L, even, 2 to {@value #MOST_LEVELS}; 4 is usual
 * @param seed equal seeds give equal points and equal intervals
 * @param threads 1 to 256; no trace of it in the result
 */
public record MorrisScreening(int trajectories, int levels, long seed, int threads) {

    static final int MOST_TRAJECTORIES = 100_000;
    static final int MOST_LEVELS = 1_000;
    static final int MOST_FACTORS = 10_000;

    private static final int RESAMPLES = 1_000;
    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 0.95;

    /** @throws InvalidParameter if a number is out of range */
    public MorrisScreening {
        InvalidParameter.requireBetween("trajectories", trajectories, 2, MOST_TRAJECTORIES);
        InvalidParameter.requireBetween("levels", levels, 2, MOST_LEVELS);
        if (levels % 2 != 0) {
            throw new InvalidParameter("levels", levels, "even numbers");
        }
        InvalidParameter.requireBetween("threads", threads, 1, Evaluations.MOST_THREADS);
    }

    /** Trajectory by trajectory: where it starts and in which order the factors move. */
    private record Design(int[][] starts, int[][] orders) {}

    /**
     * The elementary effects of each factor, in the order given.
     *
     * @param output a pure function of the factors' values, safe for use by several threads
     * @param progress is told the share of evaluations done, from 0 to 1
     * @throws InvalidParameter if two factors have the same name, or the output is not finite
     */
    public List<ElementaryEffects> screen(
            List<Factor> factors, ToDoubleFunction<double[]> output, DoubleConsumer progress) {
        List<Factor> distinct = Factor.requireDistinct(factors, MOST_FACTORS);
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        Design design = design(distinct.size(), random);
        double[][] effects = new double[distinct.size()][trajectories];
        Evaluations.run(trajectories, threads, progress, trajectory -> {
            double[] along = effectsAlong(distinct, output, design, trajectory);
            for (int factor = 0; factor < along.length; factor++) {
                effects[factor][trajectory] = along[factor];
            }
        });
        int[][] resamples = resamples(random);
        return IntStream.range(0, distinct.size())
                .mapToObj(i -> summary(distinct.get(i).name(), effects[i], resamples))
                .toList();
    }

    private Design design(int factors, UniformRandomProvider random) {
        int[][] starts = new int[trajectories][factors];
        int[][] orders = new int[trajectories][];
        for (int trajectory = 0; trajectory < trajectories; trajectory++) {
            for (int factor = 0; factor < factors; factor++) {
                starts[trajectory][factor] = random.nextInt(levels);
            }
            orders[trajectory] = permutation(factors, random);
        }
        return new Design(starts, orders);
    }

    private static int[] permutation(int length, UniformRandomProvider random) {
        int[] order = IntStream.range(0, length).toArray();
        for (int last = length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = order[last];
            order[last] = order[other];
            order[other] = kept;
        }
        return order;
    }

    private double[] effectsAlong(
            List<Factor> factors, ToDoubleFunction<double[]> output, Design design, int trajectory) {
        int[] level = design.starts()[trajectory].clone();
        double[] point = Arrays.stream(level).mapToDouble(this::probability).toArray();
        double[] effects = new double[point.length];
        double before = Outputs.finite(output, Factor.values(factors, point));
        for (int factor : design.orders()[trajectory]) {
            double from = point[factor];
            level[factor] += level[factor] < levels / 2 ? levels / 2 : -levels / 2;
            point[factor] = probability(level[factor]);
            double after = Outputs.finite(output, Factor.values(factors, point));
            effects[factor] = (after - before) / (point[factor] - from);
            before = after;
        }
        return effects;
    }

    private double probability(int level) {
        return LOWEST + (HIGHEST - LOWEST) * level / (levels - 1);
    }

    private int[][] resamples(UniformRandomProvider random) {
        int[][] resamples = new int[RESAMPLES][trajectories];
        for (int[] resample : resamples) {
            Arrays.setAll(resample, i -> random.nextInt(trajectories));
        }
        return resamples;
    }

    private static ElementaryEffects summary(String factor, double[] effects, int[][] resamples) {
        double[] absolute = Arrays.stream(effects).map(Math::abs).toArray();
        return new ElementaryEffects(
                factor,
                estimate(effects, resamples, MorrisScreening::mean),
                estimate(absolute, resamples, MorrisScreening::mean),
                estimate(effects, resamples, MorrisScreening::sd));
    }

    private static Estimate estimate(double[] effects, int[][] resamples, ToDoubleFunction<double[]> statistic) {
        double[] resampled = new double[resamples.length];
        for (int i = 0; i < resampled.length; i++) {
            resampled[i] = statistic.applyAsDouble(Arrays.stream(resamples[i])
                    .mapToDouble(chosen -> effects[chosen])
                    .toArray());
        }
        double[] bounds = Quantiles.of(resampled, new double[] {(1 - Estimate.LEVEL) / 2, (1 + Estimate.LEVEL) / 2});
        return new Estimate(statistic.applyAsDouble(effects), bounds[0], bounds[1]);
    }

    private static double mean(double[] values) {
        return Summary.of(values).mean();
    }

    private static double sd(double[] values) {
        return Summary.of(values).sd();
    }
}
