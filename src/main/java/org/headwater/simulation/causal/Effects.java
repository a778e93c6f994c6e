// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.List;
import java.util.Map;
import org.headwater.simulation.Trajectories;

/** Causal contrasts between worlds from trajectories that share their noise; the short form of {@link Comparison}. */
public final class Effects {

    private Effects() {}

    /**
     * The effect of every switch from an earlier to a later world, for each indicator that has a better direction, in one year.
     *
     * @param worlds trajectories by label, simulated together
     * @param year 0 to the years of the trajectories
     * @param level in (0, 1)
     * @throws org.headwater.simulation.InvalidParameter if the numbers of draws differ or an argument is out of range
     */
    public static List<Effect> compare(Map<String, Trajectories> worlds, int year, double level) {
        return Comparison.of(worlds).atLevel(level).effects(year);
    }
}
