// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.Arrays;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Trajectories;

/** The quantity that a milestone pays on, draw by draw, as {@link org.headwater.simulation.AttributableChange} defines it. */
public final class Attributable {

    private Attributable() {}

    /**
     * What a project changes in one year: 1 − to/from where less is better, to − from where more is.
     *
     * @param from the reference world
     * @param to the world with the project, of the same draws
     * @param year 0 to the years of the trajectories
     * @throws InvalidParameter if the numbers of draws differ, or the indicator has no better direction
     */
    public static double[] change(Trajectories from, Trajectories to, Indicator indicator, int year) {
        double[] before = from.at(indicator, year);
        double[] after = to.at(indicator, year);
        if (before.length != after.length) {
            throw new InvalidParameter("to", after.length + " draws", before.length + " draws");
        }
        double[] change = new double[before.length];
        switch (indicator.better()) {
            case LESS -> Arrays.setAll(change, draw -> 1 - after[draw] / before[draw]);
            case MORE -> Arrays.setAll(change, draw -> after[draw] - before[draw]);
            case NEITHER ->
                throw new InvalidParameter("indicator", indicator.label(), "one that has a better direction");
        }
        return change;
    }
}
