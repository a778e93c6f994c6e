// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import org.headwater.project.Indicator;
import org.headwater.simulation.MeasurementError;

/** A monitored value of one calendar year, in the indicator's unit, with the error it was measured with. */
public record Reading(int year, double value, MeasurementError error) {

    /** The error that the project document states for an indicator. */
    public static MeasurementError errorOf(Indicator indicator) {
        return error(
                indicator.measurement().distribution(), indicator.measurement().sd());
    }

    /** @param sd in the unit of the value if normal, of its natural logarithm if lognormal */
    public static MeasurementError error(Indicator.Distribution distribution, double sd) {
        return switch (distribution) {
            case NORMAL -> new MeasurementError.Normal(sd);
            case LOGNORMAL -> new MeasurementError.Lognormal(sd);
        };
    }
}
