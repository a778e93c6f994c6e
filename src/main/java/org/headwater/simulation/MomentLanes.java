// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;

/** Sums of values and of their squares about a pivot, lane by lane over the blocks of one stretch of draws. */
final class MomentLanes {

    private final double[] sums = Lanes.empty();
    private final double[] squares = Lanes.empty();
    private double pivot;
    private long blocks;
    private int lastLanes;

    void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        blocks = 0;
    }

    /** @param lanes how many lanes count; fewer than all only in the last block */
    void add(double[] values, int lanes) {
        if (blocks == 0) {
            pivot = values[0];
        }
        if (lanes == Lanes.COUNT) {
            addAll(values);
        } else {
            addFirst(values, lanes);
        }
        blocks++;
        lastLanes = lanes;
    }

    private void addAll(double[] values) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double deviation = values[lane] - pivot;
            sums[lane] += deviation;
            squares[lane] += deviation * deviation;
        }
    }

    private void addFirst(double[] values, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            double deviation = values[lane] - pivot;
            sums[lane] += deviation;
            squares[lane] += deviation * deviation;
        }
    }

    Moments moments() {
        double sum = 0;
        double square = 0;
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            sum += sums[lane];
            square += squares[lane];
        }
        long count = (blocks - 1) * Lanes.COUNT + lastLanes;
        return new Moments(count, pivot + sum / count, Math.max(0, square - sum * sum / count));
    }
}
