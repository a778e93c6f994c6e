// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.Objects;

/** Joint draws of yearly loads, in the unit of the fitted ones. Read-only. */
public final class AnnualLoads {

    private final int[] years;
    private final double[][] loads;

    /** Takes loads[year index][draw]. */
    AnnualLoads(int[] years, double[][] loads) {
        this.years = years;
        this.loads = loads;
    }

    /** The calendar years, ascending. */
    public int[] years() {
        return years.clone();
    }

    /** The number of joint draws. */
    public int draws() {
        return loads[0].length;
    }

    /**
     * The load of one draw in the year at an index.
     *
     * @throws IndexOutOfBoundsException if there is no such draw or year
     */
    public double load(int draw, int index) {
        return loads[Objects.checkIndex(index, loads.length)][Objects.checkIndex(draw, draws())];
    }

    /** A copy of the loads of all draws in one calendar year, in draw order. */
    public double[] in(int calendarYear) {
        int index = Arrays.binarySearch(years, calendarYear);
        if (index < 0) {
            throw new InvalidParameter("calendarYear", calendarYear, Arrays.toString(years));
        }
        return loads[index].clone();
    }

    /** Mean over the years of each draw, in draw order. */
    public double[] means() {
        double[] means = new double[draws()];
        for (double[] year : loads) {
            for (int draw = 0; draw < means.length; draw++) {
                means[draw] += year[draw] / years.length;
            }
        }
        return means;
    }

    /** SHA-256, 64 lower-case hexadecimal digits, over little-endian doubles: all draws of the first year, of the second, … */
    public String digest() {
        DrawDigest digest = new DrawDigest();
        for (double[] year : loads) {
            digest.add(year);
        }
        return digest.hex();
    }
}
