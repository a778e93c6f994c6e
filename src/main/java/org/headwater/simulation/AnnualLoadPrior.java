// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * What is assumed of yearly loads before any is seen. All spreads of the level, trend and drift are relative to σ, the sd of
 * the logarithm of a single year's load around its level, so that the posterior stays in closed form.
 *
 * @param noiseSd prior guess of σ, natural logarithm, (0, 10]
 * @param noiseWeight number of years of data that this guess is worth, (0, 1000]
 * @param trendSd sd of the yearly change of the log level in units of σ, [0, 10]; 0 means no trend
 * @param drift variance of the level's random step from year to year in units of σ², [0, 10]; 0 means a straight line
 */
public record AnnualLoadPrior(double noiseSd, double noiseWeight, double trendSd, double drift) {

    /** @throws InvalidParameter if a value is outside its range or not a number */
    public AnnualLoadPrior {
        InvalidParameter.requireBetween("noiseSd", noiseSd, 1e-6, 10);
        InvalidParameter.requireBetween("noiseWeight", noiseWeight, 1e-6, 1000);
        InvalidParameter.requireBetween("trendSd", trendSd, 0, 10);
        InvalidParameter.requireBetween("drift", drift, 0, 10);
    }

    /** The default: one year of σ = 0.6; trend and drift by their score within the years to 2010 of ten gauges. */
    public static AnnualLoadPrior standard() {
        return new AnnualLoadPrior(0.6, 1, 0.003, 0.03);
    }

    double shape() {
        return noiseWeight / 2;
    }

    double rate() {
        return noiseWeight / 2 * noiseSd * noiseSd;
    }
}
