// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

/** How many blocks are asked for at once: so many that an answer holds a few thousand events, and less when the node refuses. */
final class BlockRange {

    /** Few, since nothing is known yet of how many events the blocks hold. */
    private static final long FIRST = 4;

    private static final long MOST = 10_000;
    private static final double WANTED_ROWS = 8_000;

    private long blocks = FIRST;

    long blocks() {
        return blocks;
    }

    /** Halves the range; false if it is one block already. */
    boolean shrink() {
        if (blocks == 1) {
            return false;
        }
        blocks /= 2;
        return true;
    }

    /** Towards the wanted size of an answer, at most by a factor of two. */
    void adapt(int rows) {
        double factor = Math.clamp(WANTED_ROWS / Math.max(rows, 1), 0.5, 2.0);
        blocks = Math.clamp(Math.round(blocks * factor), 1, MOST);
    }
}
