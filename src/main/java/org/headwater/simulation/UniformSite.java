// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** Uniform numbers in (0, 1) of one {@link RandomSite} for a block of draws. Not safe for use by several threads. */
final class UniformSite {

    private final RandomSite site;
    private final long[] drawKeys = new long[Lanes.COUNT];
    private final double[] values = Lanes.empty();

    UniformSite(long seed, String name) {
        this.site = new RandomSite(seed, name);
    }

    /** Goes to the block that begins with a draw. */
    void start(long firstDraw) {
        site.drawKeys(firstDraw, drawKeys);
    }

    /** One number per lane; the array is this object's own and changes with the next call. */
    double[] at(int position) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            values[lane] = RandomSite.uniformAt(drawKeys[lane], position);
        }
        return values;
    }
}
