// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.headwater.simulation.Quantiles;
import org.headwater.simulation.Summary;

/**
 * What the weighted draws say after each number of observations and for each draw taken as the truth, with all draws and
 * without each group of them. Draws stand in ascending order of the quantity, which is counted from its mean.
 */
final class Posteriors {

    static final int GROUPS = 20;

    /** Stands for no group in the place of the one that is left out. */
    private static final int NONE = GROUPS;

    private final double mean;
    private final double[] quantity;
    private final int[] group;
    private final double probability;
    private final double[][][] variance;
    private final double[][][] belowMean;
    private final double[][] effectiveSample;

    Posteriors(double[] unsorted, int[] ascending, double probability, int observations) {
        int draws = ascending.length;
        this.mean = Summary.of(unsorted).mean();
        this.quantity = Arrays.stream(ascending)
                .mapToDouble(draw -> unsorted[draw] - mean)
                .toArray();
        this.group = Arrays.stream(ascending).map(draw -> draw % GROUPS).toArray();
        this.probability = probability;
        this.variance = new double[observations + 1][GROUPS + 1][draws];
        this.belowMean = new double[observations + 1][GROUPS + 1][draws];
        this.effectiveSample = new double[observations + 1][draws];
    }

    int draws() {
        return quantity.length;
    }

    /** Sums of weights, of their squares, and of weighted first and second powers of the quantity. */
    private record Sums(double weights, double squares, double first, double second) {

        static final Sums ZERO = new Sums(0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    weights + other.weights, squares + other.squares, first + other.first, second + other.second);
        }

        double mean() {
            return first / weights;
        }

        double effectiveSample() {
            return weights * weights / squares;
        }

        /** Unbiased; 0 where one draw carries all weight. */
        double variance() {
            double effective = effectiveSample();
            double biased = Math.max(second / weights - mean() * mean(), 0);
            return effective > 1 ? biased * effective / (effective - 1) : 0;
        }
    }

    /** Records the posterior after so many observations when a draw is the truth. */
    void set(int observations, int truth, double[] weights) {
        Sums[] byGroup = byGroup(weights);
        for (int left = 0; left <= GROUPS; left++) {
            Sums sums = without(left, byGroup);
            boolean empty = sums.weights() == 0;
            variance[observations][left][truth] = empty ? 0 : sums.variance();
            belowMean[observations][left][truth] =
                    empty ? 0 : quantile(weights, left, probability * sums.weights()) - sums.mean();
        }
        effectiveSample[observations][truth] = without(NONE, byGroup).effectiveSample();
    }

    private Sums[] byGroup(double[] weights) {
        double[][] sums = new double[4][GROUPS];
        for (int draw = 0; draw < weights.length; draw++) {
            double weight = weights[draw];
            double weighted = weight * quantity[draw];
            sums[0][group[draw]] += weight;
            sums[1][group[draw]] += weight * weight;
            sums[2][group[draw]] += weighted;
            sums[3][group[draw]] += weighted * quantity[draw];
        }
        Sums[] byGroup = new Sums[GROUPS];
        Arrays.setAll(byGroup, g -> new Sums(sums[0][g], sums[1][g], sums[2][g], sums[3][g]));
        return byGroup;
    }

    private static Sums without(int left, Sums[] byGroup) {
        Sums sums = Sums.ZERO;
        for (int g = 0; g < GROUPS; g++) {
            sums = g == left ? sums : sums.plus(byGroup[g]);
        }
        return sums;
    }

    /** The smallest value at or below which the weights reach the threshold. */
    private double quantile(double[] weights, int left, double threshold) {
        double reached = 0;
        for (int draw = 0; draw < weights.length; draw++) {
            reached += group[draw] == left ? 0 : weights[draw];
            if (reached >= threshold) {
                return quantity[draw];
            }
        }
        return quantity[quantity.length - 1];
    }

    SampleInformation information(int observations) {
        return new SampleInformation(
                observations,
                estimate(left -> expected(variance[observations], left)),
                estimate(left -> expected(variance[0], left) - expected(variance[observations], left)),
                estimate(left -> mean(left) + expected(belowMean[observations], left)),
                estimate(left -> expected(belowMean[observations], left) - expected(belowMean[0], left)),
                Quantiles.of(effectiveSample[observations], 0.5));
    }

    private static Estimate estimate(IntToDoubleFunction statistic) {
        double[] without = new double[GROUPS];
        Arrays.setAll(without, statistic);
        return Jackknife.estimate(statistic.applyAsDouble(NONE), without);
    }

    private double expected(double[][] byLeftAndTruth, int left) {
        return meanWithout(byLeftAndTruth[left], left);
    }

    private double mean(int left) {
        return mean + meanWithout(quantity, left);
    }

    private double meanWithout(double[] values, int left) {
        double sum = 0;
        int count = 0;
        for (int draw = 0; draw < values.length; draw++) {
            if (group[draw] != left) {
                sum += values[draw];
                count++;
            }
        }
        return sum / count;
    }
}
