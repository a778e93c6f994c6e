// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/** Rare events of a block of draws: uniform numbers that decide how many there are in a year, and the keys of their sizes. */
final class EventSite {

    private final UniformSite count;
    private final RandomSite size;
    private final long[] sizeKeys = new long[Lanes.COUNT];

    EventSite(long seed, String name) {
        this.count = new UniformSite(seed, name);
        this.size = new RandomSite(seed, name + "-size");
    }

    /** Goes to the block that begins with a draw. */
    void start(long firstDraw) {
        count.start(firstDraw);
        size.drawKeys(firstDraw, sizeKeys);
    }

    /** One number in (0, 1) per lane; the array is this object's own and changes with the next call. */
    double[] at(int year) {
        return count.at(year);
    }

    /** For {@link RandomSite#uniformAt}, by lane. */
    long[] sizeKeys() {
        return sizeKeys;
    }
}
