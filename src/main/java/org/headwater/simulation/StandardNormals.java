// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * Pairs of standard normal numbers from 64 random bits each, by G. E. P. Box and M. E. Muller, A note on the generation of
 * random normal deviates, Annals of Mathematical Statistics 29 (1958), 610–611: with u, v uniform on (0, 1),
 * √(−2·ln u)·cos 2πv and √(−2·ln u)·sin 2πv are independent. The upper 32 bits make u, so that no value exceeds 6.7; the
 * lower 31 the angle within a half turn, and the bit between them the half.
 *
 * <p>The array form gives each lane the bits of the scalar form; it runs in several short loops because a compiler vectorises
 * those. Not safe for use by several threads.
 */
final class StandardNormals {

    private final long[] bits = new long[Lanes.COUNT];
    private final long[] uniformBits = new long[Lanes.COUNT];
    private final double[] uniform = Lanes.empty();
    private final double[] radius = Lanes.empty();
    private final double[] angle = Lanes.empty();
    private final double[] sine = Lanes.empty();

    /** The normal number at a position of a draw's sequence. */
    static double at(long drawKey, int position) {
        long bits = RandomSite.bits(drawKey, position >>> 1);
        double sine = Elementary.sineOfHalfTurns(angle(bits));
        double radius = radius(Double.doubleToRawLongBits(uniform(bits)));
        return (position & 1) == 0 ? even(radius, half(bits), sine) : odd(radius, angle(bits), sine);
    }

    /** The normal numbers at positions {@code 2·pair} and {@code 2·pair + 1} of each lane's sequence. */
    void fill(long[] drawKeys, int pair, double[] even, double[] odd) {
        drawBits(drawKeys, pair);
        drawUniforms();
        computeRadii();
        computeAngles();
        computeSines();
        computeEven(even);
        computeOdd(odd);
    }

    private void drawBits(long[] drawKeys, int pair) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            bits[lane] = RandomSite.bits(drawKeys[lane], pair);
        }
    }

    private void drawUniforms() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            uniform[lane] = uniform(bits[lane]);
        }
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            uniformBits[lane] = Double.doubleToRawLongBits(uniform[lane]);
        }
    }

    private void computeRadii() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            radius[lane] = radius(uniformBits[lane]);
        }
    }

    private void computeAngles() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            angle[lane] = angle(bits[lane]);
        }
    }

    private void computeSines() {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            sine[lane] = Elementary.sineOfHalfTurns(angle[lane]);
        }
    }

    private void computeEven(double[] even) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            even[lane] = even(radius[lane], half(bits[lane]), sine[lane]);
        }
    }

    private void computeOdd(double[] odd) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            odd[lane] = odd(radius[lane], angle[lane], sine[lane]);
        }
    }

    /** r·cos 2πv, from the cosine of the double angle. */
    private static double even(double radius, double half, double sine) {
        return radius * half * (1 - 2 * sine * sine);
    }

    /** r·sin 2πv, from the sine of the double angle. */
    private static double odd(double radius, double angle, double sine) {
        return radius * 2 * sine * Elementary.cosineOfHalfTurns(angle);
    }

    private static double uniform(long bits) {
        return ((double) (bits >>> 32) + 0.5) * 0x1.0p-32;
    }

    private static double radius(long uniformBits) {
        return Math.sqrt(-2 * Elementary.logOf(Elementary.mantissa(uniformBits), Elementary.exponent(uniformBits)));
    }

    /** Half of the angle, in half turns: uniform on (−¼, ¼). */
    private static double angle(long bits) {
        return ((double) (bits & 0x7FFFFFFFL) + 0.5) * 0x1.0p-32 - 0.25;
    }

    private static double half(long bits) {
        return (double) (1L - ((bits >>> 30) & 2L));
    }
}
