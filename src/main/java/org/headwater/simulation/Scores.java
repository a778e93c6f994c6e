// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;

/**
 * Proper scores and calibration of a forecast against what was observed. Source: T. Gneiting and A. E. Raftery, Strictly
 * proper scoring rules, prediction, and estimation, Journal of the American Statistical Association 102 (2007), 359–378.
 */
public final class Scores {

    private static final double SQRT_2 = Math.sqrt(2);
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    private Scores() {}

    /**
     * Continuous ranked probability score of a sample, E|X − y| − ½·E|X − X′| under its empirical distribution; in the unit
     * of the values, ≥ 0, less is better.
     *
     * @param sample forecast draws in any order
     * @param observed y, finite
     * @throws InvalidParameter if there is no draw or a number is not finite
     */
    public static double crps(double[] sample, double observed) {
        requireFinite("observed", observed);
        double[] sorted = Quantiles.sorted(sample);
        requireFinite("sample", sorted[0]);
        requireFinite("sample", sorted[sorted.length - 1]);
        double n = sorted.length;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            double weight = (observed < sorted[i] ? n : 0) - (i + 1) + 0.5;
            sum += (sorted[i] - observed) * weight;
        }
        return 2 * sum / (n * n);
    }

    /**
     * Probability integral transform: share of the sample below the observed value, ties counted half; in [0, 1]. Uniform
     * over many forecasts when they are calibrated.
     *
     * @throws InvalidParameter if there is no draw or a number is not a number
     */
    public static double pit(double[] sample, double observed) {
        requireFinite("observed", observed);
        double below = 0;
        for (double value : Quantiles.sorted(sample)) {
            below += (1 + Math.signum(observed - value)) / 2;
        }
        return below / sample.length;
    }

    /**
     * Continuous ranked probability score of the normal distribution: σ·[z·(2Φ(z) − 1) + 2φ(z) − 1/√π], z = (y − μ)/σ.
     *
     * @param mean μ, finite
     * @param sd σ &gt; 0
     * @param observed y, finite
     */
    public static double normalCrps(double mean, double sd, double observed) {
        requireFinite("mean", mean);
        requireFinite("observed", observed);
        InvalidParameter.requireBetween("sd", sd, Double.MIN_NORMAL, Double.MAX_VALUE);
        double z = (observed - mean) / sd;
        double density = StrictMath.exp(-z * z / 2) / (SQRT_2 * SQRT_PI);
        return sd * (z * Erf.erf(z / SQRT_2) + 2 * density - 1 / SQRT_PI);
    }

    /**
     * Continuous ranked probability score of the Student-t distribution with location μ, scale s and ν degrees of freedom:
     * s·[z·(2F(z) − 1) + 2f(z)·(ν + z²)/(ν − 1) − 2√ν/(ν − 1)·B(½, ν − ½)/B(½, ν/2)²], z = (y − μ)/s. Source: A. Jordan,
     * F. Krüger and S. Lerch, Evaluating probabilistic forecasts with scoringRules, Journal of Statistical Software 90
     * (2019), appendix A.
     *
     * @param scale s &gt; 0
     * @param degreesOfFreedom ν &gt; 1
     * @param observed y, finite
     */
    public static double studentCrps(double location, double scale, double degreesOfFreedom, double observed) {
        requireFinite("location", location);
        requireFinite("observed", observed);
        InvalidParameter.requireBetween("scale", scale, Double.MIN_NORMAL, Double.MAX_VALUE);
        InvalidParameter.requireBetween("degreesOfFreedom", degreesOfFreedom, Math.nextUp(1.0), 1e9);
        TDistribution student = new TDistribution(null, degreesOfFreedom);
        double nu = degreesOfFreedom;
        double z = (observed - location) / scale;
        double logBetas = Beta.logBeta(0.5, nu - 0.5) - 2 * Beta.logBeta(0.5, nu / 2);
        double spread = 2 * Math.sqrt(nu) / (nu - 1) * StrictMath.exp(logBetas);
        double centre = z * (2 * student.cumulativeProbability(z) - 1);
        return scale * (centre + 2 * student.density(z) * (nu + z * z) / (nu - 1) - spread);
    }

    private static void requireFinite(String name, double value) {
        InvalidParameter.requireBetween(name, value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
