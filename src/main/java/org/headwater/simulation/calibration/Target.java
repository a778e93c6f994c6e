// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.stream.Collectors;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;

/**
 * A mean that the calibrated model shall have.
 *
 * @param mean forest health in [0.01, 1], or relative erosion in (0, 10]
 * @param tolerance the deviation that counts as 1 in the objective, in (0, 1]
 */
public record Target(Mechanism mechanism, Indicator indicator, double mean, double tolerance) {

    /** The tolerance of the printed means, which have two decimals. */
    public static final double STANDARD_TOLERANCE = 0.01;

    private static final double SMALLEST_EROSION = 1e-6;

    /** @throws InvalidParameter if the mechanism or the indicator is not one of the preset, or a number out of range */
    public Target {
        if (!Mechanism.standard().contains(mechanism)) {
            throw new InvalidParameter("mechanism", mechanism.label(), labels());
        }
        if (indicator.equals(PublishedModel.FOREST_HEALTH)) {
            InvalidParameter.requireBetween("mean", mean, 0.01, 1);
        } else if (indicator.equals(PublishedModel.EROSION)) {
            InvalidParameter.requireBetween("mean", mean, SMALLEST_EROSION, 10);
        } else {
            throw new InvalidParameter(
                    "indicator",
                    indicator.label(),
                    PublishedModel.FOREST_HEALTH.label() + ", " + PublishedModel.EROSION.label());
        }
        InvalidParameter.requireBetween("tolerance", tolerance, 1e-6, 1);
    }

    private static String labels() {
        return Mechanism.standard().stream().map(Mechanism::label).collect(Collectors.joining(", "));
    }

    /**
     * A target by the labels of its mechanism and indicator, with the standard tolerance.
     *
     * @throws InvalidParameter naming {@code mechanism}, {@code indicator} or {@code mean}
     */
    public static Target of(String mechanism, String indicator, double mean) {
        return new Target(
                Mechanism.parse(mechanism),
                indicator.equals(PublishedModel.EROSION.label())
                        ? PublishedModel.EROSION
                        : new Indicator(indicator, "1", Indicator.Direction.MORE),
                mean,
                STANDARD_TOLERANCE);
    }
}
