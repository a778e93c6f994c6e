// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * How a monitored value differs from the true state. The same noise serves both directions: {@link #measure} draws what
 * would be read of known true values, {@link #truthOf} draws the true values that one reading leaves possible under a flat
 * prior.
 */
public sealed interface MeasurementError {

    /** Additive error, reading ~ N(truth, sd), in the unit of the indicator. */
    record Normal(double sd) implements MeasurementError {

        /** @throws InvalidParameter unless 0 ≤ sd ≤ 10⁹ */
        public Normal {
            InvalidParameter.requireBetween("sd", sd, 0, 1e9);
        }

        @Override
        public double reading(double truth, double deviation) {
            return truth + sd * deviation;
        }

        @Override
        public double truth(double reading, double deviation) {
            return reading - sd * deviation;
        }
    }

    /** Multiplicative error, ln reading ~ N(ln truth, sd), dimensionless. */
    record Lognormal(double sd) implements MeasurementError {

        /** @throws InvalidParameter unless 0 ≤ sd ≤ 10 */
        public Lognormal {
            InvalidParameter.requireBetween("sd", sd, 0, 10);
        }

        @Override
        public double reading(double truth, double deviation) {
            return truth * StrictMath.exp(sd * deviation);
        }

        @Override
        public double truth(double reading, double deviation) {
            return reading * StrictMath.exp(-sd * deviation);
        }
    }

    /** The value read of {@code truth} when the error is {@code deviation} standard deviations. */
    double reading(double truth, double deviation);

    /** The true value behind {@code reading} when the error was {@code deviation} standard deviations. */
    double truth(double reading, double deviation);

    /**
     * One reading of each true value.
     *
     * @param truth one true value per draw
     * @param site name of the random variable, such as the indicator's identifier
     * @param year 0 or more; each year has its own error
     */
    default double[] measure(double[] truth, long seed, String site, int year) {
        RandomSite error = new RandomSite(seed, "measurement-error/" + site);
        double[] readings = new double[truth.length];
        for (int draw = 0; draw < readings.length; draw++) {
            readings[draw] = reading(truth[draw], error.normal(draw, year));
        }
        return readings;
    }

    /** As many draws of the true value behind one reading; parameters as in {@link #measure}. */
    default double[] truthOf(double reading, int draws, long seed, String site, int year) {
        RandomSite error = new RandomSite(seed, "measurement-error/" + site);
        double[] truths = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            truths[draw] = truth(reading, error.normal(draw, year));
        }
        return truths;
    }
}
