// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Quantiles;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;

/** Causal contrasts between worlds from trajectories that share their noise. */
public final class Effects {

    private Effects() {}

    /**
     * The effect of every switch from an earlier to a later world, for each indicator that has a better direction, in one year.
     *
     * @param worlds trajectories by label, simulated together
     * @param year 0 to the years of the trajectories
     * @param level in (0, 1)
     * @throws InvalidParameter if the numbers of draws differ or an argument is out of range
     */
    public static List<Effect> compare(Map<String, Trajectories> worlds, int year, double level) {
        if (!(level > 0 && level < 1)) {
            throw new InvalidParameter("level", level, "between 0 and 1, without both");
        }
        List<Map.Entry<String, Trajectories>> inOrder = List.copyOf(worlds.entrySet());
        List<Effect> effects = new ArrayList<>();
        for (int from = 0; from < inOrder.size(); from++) {
            for (int to = from + 1; to < inOrder.size(); to++) {
                addContrast(effects, inOrder.get(from), inOrder.get(to), year, level);
            }
        }
        return List.copyOf(effects);
    }

    private static void addContrast(
            List<Effect> effects,
            Map.Entry<String, Trajectories> from,
            Map.Entry<String, Trajectories> to,
            int year,
            double level) {
        for (Indicator indicator : from.getValue().indicators()) {
            if (indicator.better() != Indicator.Direction.NEITHER) {
                double[] differences = differences(
                        from.getValue().at(indicator, year), to.getValue().at(indicator, year));
                effects.add(effect(from.getKey(), to.getKey(), indicator, differences, level));
            }
        }
    }

    private static double[] differences(double[] before, double[] after) {
        if (before.length != after.length) {
            throw new InvalidParameter("worlds", after.length + " draws", before.length + " draws in every world");
        }
        double[] differences = new double[before.length];
        for (int draw = 0; draw < before.length; draw++) {
            differences[draw] = after[draw] - before[draw];
        }
        return differences;
    }

    private static Effect effect(String from, String to, Indicator indicator, double[] differences, double level) {
        Summary summary = Summary.of(differences);
        double[] bounds = Quantiles.of(differences, new double[] {(1 - level) / 2, (1 + level) / 2});
        return new Effect(
                from,
                to,
                indicator.label(),
                summary.mean(),
                summary.standardError(),
                bounds[0],
                bounds[1],
                level,
                probabilityBetter(differences, indicator.better().sign()));
    }

    private static double probabilityBetter(double[] differences, int sign) {
        double better = 0;
        for (double difference : differences) {
            better += (1 + Math.signum(sign * difference)) / 2;
        }
        return better / differences.length;
    }
}
