// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Summary;

/**
 * Variance-based sensitivity indices of independent factors. With A and B two independent matrices of points, and A_B the
 * matrix A with the column of one factor from B,
 *
 * <pre>
 *   S = mean f(B)·(f(A_B) − f(A)) / V,   T = mean (f(A) − f(A_B))² / 2V,   V the variance of f over A and B,
 * </pre>
 *
 * <p>f less its mean. Sources: A. Saltelli et al., Variance based sensitivity analysis of model output, Computer Physics
 * Communications 181 (2010), 259–270, for S; M. J. W. Jansen, Computer Physics Communications 117 (1999), 35–43, for T.
 *
 * <p>The points are a Sobol' sequence of twice as many dimensions as there are factors, shifted at random modulo 1
 * (R. Cranley and T. N. L. Patterson, SIAM Journal on Numerical Analysis 13 (1976), 904–914). Several independent shifts
 * give the interval: resampling single points would take evenly spread points for random ones and claim too little. It is
 * Student's, from the jackknife over shifts.
 *
 * @param points of each shift, 2 to {@value #MOST_POINTS}, best a power of 2
 * @param shifts 4 to {@value #MOST_SHIFTS}; points × shifts × (factors + 2) evaluations
 * @param seed equal seeds give equal points
 * @param threads 1 to 256; no trace of it in the result
 */
public record SobolAnalysis(int points, int shifts, long seed, int threads) {

    static final int MOST_POINTS = 1 << 20;
    static final int MOST_SHIFTS = 1_000;
    static final int MOST_FACTORS = 500;
    static final int MOST_EVALUATIONS = 100_000_000;

    private static final double SMALLEST_PROBABILITY = 0x1.0p-53;

    /** @throws InvalidParameter if a number is out of range */
    public SobolAnalysis {
        InvalidParameter.requireBetween("points", points, 2, MOST_POINTS);
        InvalidParameter.requireBetween("shifts", shifts, 4, MOST_SHIFTS);
        InvalidParameter.requireBetween("threads", threads, 1, Evaluations.MOST_THREADS);
    }

    /**
     * The indices of each factor, in the order given.
     *
     * @param output a pure function of the factors' values, safe for use by several threads
     * @param progress is told the share of evaluations done, from 0 to 1
     * @throws InvalidParameter if two factors have the same name, there are too many, or the output is not finite
     */
    public VarianceDecomposition decompose(
            List<Factor> factors, ToDoubleFunction<double[]> output, DoubleConsumer progress) {
        List<Factor> distinct = Factor.requireDistinct(factors, MOST_FACTORS);
        int rows = requireAffordable(distinct.size());
        double[][] probabilities = probabilities(2 * distinct.size());
        double[][] values = new double[distinct.size() + 2][rows];
        Evaluations.run(rows * values.length, threads, progress, number -> {
            int row = number / values.length;
            int matrix = number % values.length;
            double[] point = point(probabilities[row], matrix, distinct.size());
            values[matrix][row] = Outputs.finite(output, Factor.values(distinct, point));
        });
        return decomposition(distinct, values);
    }

    private int requireAffordable(int factors) {
        long evaluations = (long) points * shifts * (factors + 2);
        if (evaluations > MOST_EVALUATIONS) {
            throw new InvalidParameter("points", points, evaluations + " evaluations, at most " + MOST_EVALUATIONS);
        }
        return points * shifts;
    }

    /** Shift by shift the points of A, left half, and of B, right half. */
    private double[][] probabilities(int dimensions) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        double[][] probabilities = new double[points * shifts][];
        for (int shift = 0; shift < shifts; shift++) {
            SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
            double[] by = random.doubles(dimensions).toArray();
            for (int point = 0; point < points; point++) {
                probabilities[shift * points + point] = shifted(sequence.nextVector(), by);
            }
        }
        return probabilities;
    }

    private static double[] shifted(double[] point, double[] by) {
        double[] shifted = new double[point.length];
        for (int i = 0; i < shifted.length; i++) {
            double sum = point[i] + by[i];
            shifted[i] = Math.max(sum < 1 ? sum : sum - 1, SMALLEST_PROBABILITY);
        }
        return shifted;
    }

    /** Matrix 0 is A, 1 is B, 2 + i is A with the column of factor i from B. */
    private static double[] point(double[] row, int matrix, int factors) {
        double[] point = Arrays.copyOfRange(row, matrix == 1 ? factors : 0, matrix == 1 ? 2 * factors : factors);
        if (matrix > 1) {
            point[matrix - 2] = row[factors + matrix - 2];
        }
        return point;
    }

    private VarianceDecomposition decomposition(List<Factor> factors, double[][] values) {
        double[] ofA = values[0];
        double[] ofB = values[1];
        Summary both = Summary.of(
                DoubleStream.concat(Arrays.stream(ofA), Arrays.stream(ofB)).toArray());
        for (double[] matrix : values) {
            Arrays.setAll(matrix, row -> matrix[row] - both.mean());
        }
        double[] variances = byShift(row -> (ofA[row] * ofA[row] + ofB[row] * ofB[row]) / 2);
        List<SobolIndex> indices = IntStream.range(0, factors.size())
                .mapToObj(i -> index(factors.get(i).name(), ofA, ofB, values[2 + i], variances))
                .toList();
        return new VarianceDecomposition(both.mean(), both.sd() * both.sd(), ofA.length * values.length, indices);
    }

    private SobolIndex index(String factor, double[] ofA, double[] ofB, double[] mixed, double[] variances) {
        double[] first = byShift(row -> ofB[row] * (mixed[row] - ofA[row]));
        double[] total = byShift(row -> (ofA[row] - mixed[row]) * (ofA[row] - mixed[row]) / 2);
        return new SobolIndex(factor, Jackknife.ratio(first, variances), Jackknife.ratio(total, variances));
    }

    /** The sum of a term over the points of each shift. */
    private double[] byShift(IntToDoubleFunction term) {
        double[] sums = new double[shifts];
        for (int row = 0; row < points * shifts; row++) {
            sums[row / points] += term.applyAsDouble(row);
        }
        return sums;
    }
}
