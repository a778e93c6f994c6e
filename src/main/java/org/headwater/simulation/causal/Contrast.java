// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.Map;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Trajectories;

/** The paired differences {@code to − from} of two worlds that share all noise. */
record Contrast(Map.Entry<String, Trajectories> from, Map.Entry<String, Trajectories> to) {

    Effect effect(Indicator indicator, int year, DrawWeights weights, double level) {
        double[] differences = differences(indicator, year);
        double[] bounds = weights.quantiles(differences, (1 - level) / 2, (1 + level) / 2);
        return new Effect(
                from.getKey(),
                to.getKey(),
                indicator.label(),
                weights.mean(differences),
                weights.standardError(differences),
                bounds[0],
                bounds[1],
                level,
                weights.mean(better(differences, indicator.better().sign())));
    }

    private double[] differences(Indicator indicator, int year) {
        double[] before = from.getValue().at(indicator, year);
        double[] differences = to.getValue().at(indicator, year);
        for (int draw = 0; draw < differences.length; draw++) {
            differences[draw] -= before[draw];
        }
        return differences;
    }

    /** 1 where the second world is better, 0 where it is worse, ½ for a tie. */
    private static double[] better(double[] differences, int sign) {
        double[] better = new double[differences.length];
        for (int draw = 0; draw < differences.length; draw++) {
            better[draw] = (1 + Math.signum(sign * differences[draw])) / 2;
        }
        return better;
    }
}
