// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** A block of draws that goes through the equations together: draw {@code first + lane} stands in lane {@code lane}. */
final class Lanes {

    /** Draws per block. A dozen arrays of so many doubles fit into the first cache of a processor. */
    static final int COUNT = 256;

    private Lanes() {}

    static double[] empty() {
        return new double[COUNT];
    }

    static int blocks(int draws) {
        return (draws + COUNT - 1) / COUNT;
    }
}
