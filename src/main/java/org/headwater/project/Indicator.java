// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.WatershedModel;
import org.jspecify.annotations.Nullable;

/**
 * Something that is forecast, monitored and paid on.
 *
 * @param unit UCUM code
 * @param variable what the model calls it
 */
public record Indicator(
        String id, String name, String unit, Variable variable, Direction betterWhen, Measurement measurement) {

    private static final double LARGEST_MARGIN = 0.2;

    /** The models' quantities. */
    public enum Variable {
        @JsonProperty("forest-health")
        FOREST_HEALTH(Project.Model.PUBLISHED, PublishedModel.FOREST_HEALTH.label(), null, Direction.HIGHER, 1),
        @JsonProperty("erosion")
        EROSION(Project.Model.PUBLISHED, PublishedModel.EROSION.label(), null, Direction.LOWER, 10),
        @JsonProperty("annual-load")
        ANNUAL_LOAD(Project.Model.PUBLISHED, "annual-load", null, Direction.LOWER, 1e9),
        @JsonProperty("canopy-cover")
        CANOPY_COVER(WatershedModel.CANOPY_COVER, 1),
        @JsonProperty("biomass")
        BIOMASS(WatershedModel.BIOMASS, 1e5),
        @JsonProperty("soil-loss")
        SOIL_LOSS(WatershedModel.SOIL_LOSS, 1e5),
        @JsonProperty("sediment-yield")
        SEDIMENT_YIELD(WatershedModel.SEDIMENT_YIELD, 1e12),
        @JsonProperty("reservoir-storage")
        RESERVOIR_STORAGE(WatershedModel.RESERVOIR_STORAGE, 1e12),
        @JsonProperty("firm-energy")
        FIRM_ENERGY(WatershedModel.FIRM_ENERGY, 1e9),
        @JsonProperty("carbon-credits")
        CARBON_CREDITS(WatershedModel.CARBON_CREDITS, 1e12);

        private final String preset;
        private final String label;
        private final @Nullable String unit;
        private final Direction betterWhen;
        private final double largest;

        Variable(org.headwater.simulation.Indicator indicator, double largest) {
            this(
                    Project.Model.WATERSHED,
                    indicator.label(),
                    indicator.unit(),
                    indicator.better() == org.headwater.simulation.Indicator.Direction.LESS
                            ? Direction.LOWER
                            : Direction.HIGHER,
                    largest);
        }

        Variable(String preset, String label, @Nullable String unit, Direction betterWhen, double largest) {
            this.preset = preset;
            this.label = label;
            this.unit = unit;
            this.betterWhen = betterWhen;
            this.largest = largest;
        }

        /** What documents call it, and the model if it records it. */
        public String label() {
            return label;
        }

        /** The preset whose model knows it. */
        String preset() {
            return preset;
        }

        /** The model's unit; empty if the document's own is taken as it is. */
        Optional<String> unit() {
            return Optional.ofNullable(unit);
        }

        static List<String> labelsOf(String preset) {
            return Arrays.stream(values())
                    .filter(variable -> variable.preset.equals(preset))
                    .map(Variable::label)
                    .toList();
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

    /** Whether its attributable change is a pure number, in which milestones are stated. */
    boolean changesByAShare() {
        return betterWhen == Direction.LOWER || variable.largest == 1;
    }

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
