// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Causal contrasts between mechanisms from trajectories that share their noise. */
public final class Effects {

    private Effects() {}

    /**
     * The effect of every switch from an earlier to a later {@link Mechanism}, for both indicators, in one year.
     *
     * @param worlds trajectories of at least two mechanisms, of the same seed, number of draws and parameters
     * @param year 0 to the years of the trajectories
     * @param level in (0, 1)
     * @throws InvalidParameter if the numbers of draws differ or an argument is out of range
     */
    public static List<Effect> compare(Map<Mechanism, Trajectories> worlds, int year, double level) {
        InvalidParameter.requireBetween("level", level, Math.nextUp(0.0), Math.nextDown(1.0));
        List<Mechanism> mechanisms = worlds.keySet().stream().sorted().toList();
        List<Effect> effects = new ArrayList<>();
        for (int from = 0; from < mechanisms.size(); from++) {
            for (int to = from + 1; to < mechanisms.size(); to++) {
                addContrast(effects, worlds, mechanisms.get(from), mechanisms.get(to), year, level);
            }
        }
        return List.copyOf(effects);
    }

    private static void addContrast(
            List<Effect> effects,
            Map<Mechanism, Trajectories> worlds,
            Mechanism from,
            Mechanism to,
            int year,
            double level) {
        Trajectories before = required(worlds, from);
        Trajectories after = required(worlds, to);
        for (Indicator indicator : Indicator.values()) {
            double[] differences = differences(before.at(indicator, year), after.at(indicator, year));
            effects.add(effect(from, to, indicator, differences, level));
        }
    }

    private static Trajectories required(Map<Mechanism, Trajectories> worlds, Mechanism mechanism) {
        Trajectories trajectories = worlds.get(mechanism);
        if (trajectories == null) {
            throw new InvalidParameter("worlds", mechanism.label(), "mechanisms with trajectories");
        }
        return trajectories;
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

    private static Effect effect(
            Mechanism from, Mechanism to, Indicator indicator, double[] differences, double level) {
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
                probabilityBetter(differences, indicator.moreIsBetter() ? 1 : -1));
    }

    private static double probabilityBetter(double[] differences, int sign) {
        double better = 0;
        for (double difference : differences) {
            better += (1 + Math.signum(sign * difference)) / 2;
        }
        return better / differences.length;
    }
}
