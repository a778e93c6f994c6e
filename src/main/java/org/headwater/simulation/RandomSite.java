// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * A named random variable: a source of noise addressed by draw and year instead of drawn in sequence. The value at
 * (seed, name, draw, year) is always the same, so that a model which adds, skips or reorders variables, or runs on several
 * threads, leaves all other noise in place, and different worlds can share it.
 *
 * <p>For a given seed, name and draw the values over the years are a SplitMix64 sequence whose start is hashed from the
 * three with the same finaliser. Source: G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number
 * generators, OOPSLA 2014; finaliser by D. Stafford (variant 13). The name is hashed by FNV-1a over its UTF-16 units.
 */
final class RandomSite {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final long key;

    RandomSite(long seed, String name) {
        this.key = mix(mix(seed + GOLDEN_RATIO) + hash(name));
    }

    /** The key of one draw, to be used with {@link #normalAt} and {@link #uniformAt} over many years. */
    long drawKey(long draw) {
        return mix(key + (draw + 1) * GOLDEN_RATIO);
    }

    /** A standard normal number; draw and year ≥ 0. */
    double normal(long draw, int year) {
        return normalAt(drawKey(draw), year);
    }

    /** A uniform number in the open interval (0, 1); draw and year ≥ 0. */
    double uniform(long draw, int year) {
        return uniformAt(drawKey(draw), year);
    }

    /** The keys of a block of draws, one per lane. */
    void drawKeys(long firstDraw, long[] drawKeys) {
        for (int lane = 0; lane < drawKeys.length; lane++) {
            drawKeys[lane] = mix(key + (firstDraw + lane + 1) * GOLDEN_RATIO);
        }
    }

    static double normalAt(long drawKey, int year) {
        return StandardNormals.at(drawKey, year);
    }

    static double uniformAt(long drawKey, int year) {
        // 52 bits and a half: the largest value is still below 1 after rounding
        return ((bits(drawKey, year) >>> 12) + 0.5) * 0x1.0p-52;
    }

    /** The 64 random bits at a position of a draw's sequence. */
    static long bits(long drawKey, int position) {
        return mix(drawKey + (position + 1L) * GOLDEN_RATIO);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static long hash(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
