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

    /** The model's quantities. */
    public enum Variable {
        @JsonProperty("forest-health")
        FOREST_HEALTH(Direction.HIGHER),
        @JsonProperty("erosion")
        EROSION(Direction.LOWER),
        @JsonProperty("annual-load")
        ANNUAL_LOAD(Direction.LOWER);

        private final Direction betterWhen;

        Variable(Direction betterWhen) {
            this.betterWhen = betterWhen;
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
        NORMAL,
        @JsonProperty("lognormal")
        LOGNORMAL
    }

    /**
     * Error of one yearly observation.
     *
     * @param sd above 0; in the indicator's unit if normal, of the logarithm if lognormal
     */
    public record Measurement(Distribution distribution, double sd) {}
}
