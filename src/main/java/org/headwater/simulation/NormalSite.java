// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * Standard normal numbers of one {@link RandomSite} for a block of draws. Positions, usually years, are best asked for in
 * rising order, since each two are made together. Not safe for use by several threads.
 */
final class NormalSite {

    private static final int NONE = -1;

    private final RandomSite site;
    private final StandardNormals normals;
    private final long[] drawKeys = new long[Lanes.COUNT];
    private final double[] even = Lanes.empty();
    private final double[] odd = Lanes.empty();
    private int pair = NONE;

    /** @param normals work space, which sites of the same thread may share */
    NormalSite(long seed, String name, StandardNormals normals) {
        this.site = new RandomSite(seed, name);
        this.normals = normals;
    }

    /** Goes to the block that begins with a draw. */
    void start(long firstDraw) {
        site.drawKeys(firstDraw, drawKeys);
        pair = NONE;
    }

    /** One number per lane; the array is this object's own and changes with the next call. */
    double[] at(int position) {
        if (position >>> 1 != pair) {
            pair = position >>> 1;
            normals.fill(drawKeys, pair, even, odd);
        }
        return (position & 1) == 0 ? even : odd;
    }
}
