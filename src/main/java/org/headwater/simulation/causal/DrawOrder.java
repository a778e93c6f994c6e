// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which worlds beat which within one draw: at least as good on all criteria and better on one. */
final class DrawOrder {

    private final double[][][] values;
    private final int[] signs;

    /**
     * @param values by world, criterion and draw
     * @param signs by criterion, 1 if more is better and −1 if less is
     */
    DrawOrder(double[][][] values, int[] signs) {
        this.values = values;
        this.signs = signs;
    }

    /** By draw, 1 where {@code world} dominates {@code over} and 0 elsewhere. */
    double[] dominates(int world, int over) {
        double[] result = new double[values[world][0].length];
        for (int draw = 0; draw < result.length; draw++) {
            result[draw] = dominates(world, over, draw) ? 1 : 0;
        }
        return result;
    }

    /** By draw, 1 where no other world dominates {@code world} and 0 elsewhere. */
    double[] efficient(int world) {
        double[] result = new double[values[world][0].length];
        Arrays.fill(result, 1);
        for (int other = 0; other < values.length; other++) {
            for (int draw = 0; draw < result.length; draw++) {
                if (result[draw] == 1 && dominates(other, world, draw)) {
                    result[draw] = 0;
                }
            }
        }
        return result;
    }

    /** By draw, 1 where no world dominates all the others and 0 elsewhere. */
    double[] noneDominates() {
        double[] result = new double[values[0][0].length];
        Arrays.setAll(result, draw -> dominant(draw) ? 0 : 1);
        return result;
    }

    private boolean dominant(int draw) {
        return IntStream.range(0, values.length)
                .anyMatch(world -> IntStream.range(0, values.length)
                        .allMatch(other -> other == world || dominates(world, other, draw)));
    }

    private boolean dominates(int world, int over, int draw) {
        boolean better = false;
        for (int criterion = 0; criterion < signs.length; criterion++) {
            double gain = signs[criterion] * (values[world][criterion][draw] - values[over][criterion][draw]);
            if (gain < 0) {
                return false;
            }
            better |= gain > 0;
        }
        return better;
    }
}
