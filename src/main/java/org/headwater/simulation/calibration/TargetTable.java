// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Sampling;

/**
 * What a calibration aims at.
 *
 * @param year in which the means hold, from 1
 * @param targets at least one, each mechanism and indicator at most once
 * @param creditsSpreadMore whether forest health shall spread more under credit trading than under the performance contract
 */
public record TargetTable(int year, List<Target> targets, boolean creditsSpreadMore) {

    /** @throws InvalidParameter if the table is empty, names a mean twice, or the year is out of range */
    public TargetTable {
        InvalidParameter.requireBetween("year", year, 1, Sampling.MAXIMUM_YEARS);
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new InvalidParameter("targets", "none", "at least one");
        }
        Set<String> named = new HashSet<>();
        for (Target target : targets) {
            String name = target.mechanism().label() + " " + target.indicator().label();
            if (!named.add(name)) {
                throw new InvalidParameter("targets", name + " twice", "each mechanism and indicator once");
            }
        }
    }

    /** The six means that the proposal prints, and the order of spreads that its text states. */
    public static TargetTable published() {
        return new TargetTable(
                20,
                List.of(
                        Target.of("cost-sharing", "forest-health", 0.58),
                        Target.of("performance-contract", "forest-health", 0.86),
                        Target.of("credit-trading", "forest-health", 0.92),
                        Target.of("cost-sharing", "erosion", 0.52),
                        Target.of("performance-contract", "erosion", 0.41),
                        Target.of("credit-trading", "erosion", 0.38)),
                true);
    }
}
