// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that is forecast, monitored and paid on.
 *
 * @param unit UCUM code
 * @param variable what the model calls it
 */
public record Indicator(
        String id, String name, String unit, Variable variable, Direction betterWhen, Measurement measurement) {

    private static final double LARGEST_MARGIN = 0.2;

    /** The model's quantities. */
    public enum Variable {
        @JsonProperty("forest-health")
        FOREST_HEALTH(Direction.HIGHER, 1),
        @JsonProperty("erosion")
        EROSION(Direction.LOWER, 10),
        @JsonProperty("annual-load")
        ANNUAL_LOAD(Direction.LOWER, 1e9);

        private final Direction betterWhen;
        private final double largest;

        Variable(Direction betterWhen, double largest) {
            this.betterWhen = betterWhen;
            this.largest = largest;
        }

        /** The direction that is an improvement of this quantity. */
        Direction betterWhen() {
            return betterWhen;
        }
    }

    /** Which way is better. Attributable change is an absolute gain for higher, a relative reduction for lower. */
    public enum Direction {
        @JsonProperty("higher")
        HIGHER,
        @JsonProperty("lower")
        LOWER
    }

    /** Shape of a measurement error. */
    public enum Distribution {
        @JsonProperty("normal")
        NORMAL(1e6),
        @JsonProperty("lognormal")
        LOGNORMAL(3);

        private final double largestSd;

        Distribution(double largestSd) {
            this.largestSd = largestSd;
        }

        /** Whether an error of this standard deviation still says anything about the truth. */
        public boolean admits(double sd) {
            return sd > 0 && sd <= largestSd;
        }

        /** What {@link #admits} in words. */
        public String admitted() {
            return "above 0, at most " + largestSd;
        }
    }

    /**
     * Error of one yearly observation.
     *
     * @param sd above 0; in the indicator's unit if normal, of the logarithm if lognormal
     */
    public record Measurement(Distribution distribution, double sd) {}

    /** Whether a reading can be one of this quantity: an impossible one, such as a percentage, must never be paid on. */
    public boolean admits(double reading) {
        return betterWhen == Direction.LOWER
                ? reading > 0 && reading <= variable.largest
                : reading >= -margin() && reading <= variable.largest + margin();
    }

    /** What {@link #admits} in words. */
    public String admitted() {
        return betterWhen == Direction.LOWER
                ? "above 0, at most " + variable.largest
                : "0 to %s, give or take %s for measurement error".formatted(variable.largest, margin());
    }

    /** Three standard deviations of an additive error may lie beyond what is possible, whatever error is stated. */
    private double margin() {
        boolean additive = measurement.distribution() == Distribution.NORMAL;
        return additive ? Math.min(3 * measurement.sd(), LARGEST_MARGIN) : 0;
    }
}
