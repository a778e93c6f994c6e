// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.Arrays;
import java.util.List;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Trajectories;

/**
 * What observations say about the draws of a simulation: importance weights wᵢ ∝ p(observations | draw i), with the model's own
 * draws as proposal. A draw is all noise and all parameters of one history, so the same weights hold in every other world that
 * was simulated with the same draws and seed: abduction, the first step of a counterfactual. Immutable.
 *
 * <p>Source of the weighted estimators: A. B. Owen, Monte Carlo theory, methods and examples (2013), chapter 9; of the
 * quantiles: A. Akinshin, Weighted quantile estimators (2023), the generalisation of definition 7.
 */
public final class Posterior implements DrawWeights {

    /** Below so many effective draws, quantiles in the tails are a handful of draws, and conditioning is refused. */
    public static final double SMALLEST_EFFECTIVE_SAMPLE = 100;

    private final double[] weights;
    private final double concentration;

    private Posterior(double[] weights) {
        this.weights = weights;
        this.concentration = sumOfSquares(weights);
    }

    /**
     * Weights the draws of the world in which the observations were made.
     *
     * @param factual the world as it was, simulated with prior draws
     * @throws InvalidParameter if an indicator or a year is not part of it, or the effective sample is below
     *     {@link #SMALLEST_EFFECTIVE_SAMPLE}; the message names the effective sample
     */
    public static Posterior condition(Trajectories factual, List<Observation> observations) {
        double[] logLikelihood = new double[factual.draws()];
        for (Observation observation : observations) {
            Indicator indicator = factual.indicator(observation.indicator());
            double[] truth = factual.at(indicator, Years.require(observation.year(), factual.years()));
            for (int draw = 0; draw < truth.length; draw++) {
                logLikelihood[draw] += observation.logLikelihood(truth[draw]);
            }
        }
        Posterior posterior = ofLogLikelihood(logLikelihood);
        if (!(posterior.effectiveSampleSize() >= SMALLEST_EFFECTIVE_SAMPLE)) {
            throw new InvalidParameter(
                    "effective sample",
                    "%s of %d draws".formatted(rounded(posterior.effectiveSampleSize()), factual.draws()),
                    "at least 100, by more draws, or fewer or less precise observations");
        }
        return posterior;
    }

    /** wᵢ = exp(lᵢ − max l)/Σ exp(lⱼ − max l); if no draw is possible at all, no draw has weight. */
    static Posterior ofLogLikelihood(double[] logLikelihood) {
        double highest = Arrays.stream(logLikelihood).reduce(Double.NEGATIVE_INFINITY, Math::max);
        double[] weights = new double[logLikelihood.length];
        if (highest == Double.NEGATIVE_INFINITY) {
            return new Posterior(weights);
        }
        double sum = 0;
        for (int draw = 0; draw < weights.length; draw++) {
            weights[draw] = StrictMath.exp(logLikelihood[draw] - highest);
            sum += weights[draw];
        }
        for (int draw = 0; draw < weights.length; draw++) {
            weights[draw] /= sum;
        }
        return new Posterior(weights);
    }

    private static double sumOfSquares(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight * weight;
        }
        return sum;
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }

    @Override
    public int draws() {
        return weights.length;
    }

    /** The weight of a draw; all weights sum to 1. */
    public double weight(int draw) {
        return weights[draw];
    }

    /** 1/Σwᵢ², between 1 and the number of draws; 0 if the observations are impossible in every draw. */
    @Override
    public double effectiveSampleSize() {
        return concentration == 0 ? 0 : 1 / concentration;
    }

    /** m = Σ wᵢxᵢ, the posterior mean of values in draw order. */
    @Override
    public double mean(double[] values) {
        requireDraws(values);
        double sum = 0;
        for (int draw = 0; draw < values.length; draw++) {
            sum += weights[draw] * values[draw];
        }
        return sum;
    }

    /** √(Σ wᵢ(xᵢ − m)²/(1 − Σwᵢ²)), the posterior sd; with equal weights the sample standard deviation. */
    public double sd(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (int draw = 0; draw < values.length; draw++) {
            sum += weights[draw] * (values[draw] - mean) * (values[draw] - mean);
        }
        return Math.sqrt(sum / (1 - concentration));
    }

    /** √(Σ wᵢ²(xᵢ − m)²/(1 − Σwᵢ²)), the Monte Carlo standard error of {@link #mean}; no interval of the values. */
    @Override
    public double standardError(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (int draw = 0; draw < values.length; draw++) {
            double part = weights[draw] * (values[draw] - mean);
            sum += part * part;
        }
        return Math.sqrt(sum / (1 - concentration));
    }

    /**
     * Posterior quantiles. With n = 1/Σwᵢ² and Q(u) the step function that inverts the weighted distribution function, the
     * quantile of probability p is the mean of Q over u from (n − 1)·p/n to ((n − 1)·p + 1)/n. With equal weights that is the
     * quantile of {@link org.headwater.simulation.Quantiles}; a draw without weight plays no part.
     *
     * @param values one per draw
     * @param probabilities in [0, 1]
     * @return one quantile per probability
     */
    @Override
    public double[] quantiles(double[] values, double... probabilities) {
        requireDraws(values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (Double.isNaN(sorted[sorted.length - 1])) {
            throw new InvalidParameter("values", "NaN", "numbers");
        }
        double[] sortedWeights = new double[sorted.length];
        for (int draw = 0; draw < values.length; draw++) {
            sortedWeights[Arrays.binarySearch(sorted, values[draw])] += weights[draw];
        }
        return Arrays.stream(probabilities)
                .map(probability -> quantile(sorted, sortedWeights, probability))
                .toArray();
    }

    private double quantile(double[] sorted, double[] sortedWeights, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidParameter("probability", probability, "0 to 1");
        }
        double from = (1 - concentration) * probability;
        double to = from + concentration;
        double below = 0;
        double sum = 0;
        double covered = 0;
        for (int rank = 0; rank < sorted.length && below < to; rank++) {
            double above = below + sortedWeights[rank];
            double overlap = Math.min(above, to) - Math.max(below, from);
            if (overlap > 0) {
                sum += overlap * sorted[rank];
                covered += overlap;
            }
            below = above;
        }
        return sum / covered;
    }

    private void requireDraws(double[] values) {
        if (values.length != weights.length) {
            throw new InvalidParameter("values", values.length + " draws", weights.length + " draws");
        }
    }
}
