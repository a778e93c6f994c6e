// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static java.lang.Math.fma;

/**
 * Elementary functions in plain IEEE arithmetic: the same bits on every processor, compiler and virtual machine, unlike
 * most of {@link Math}, whose intrinsics may differ by an ulp. {@link Math#fma} is exact by definition. The array forms apply the scalar form to each lane, in loops short and
 * branch-free enough for a compiler to turn them into vector instructions.
 *
 * <p>Source of the argument reductions: W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980). The
 * series are those of Taylor, cut where the next term is below half an ulp.
 */
final class Elementary {

    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2 = 0.6931471805599453;
    /** ln 2 to 33 bits, so that its product with a whole number up to 2¹¹ is exact, and the rest. */
    private static final double LN2_HIGH = 6.93147180369123816490e-01;

    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double SQUARE_ROOT_OF_2 = 1.4142135623730951;
    private static final double LARGEST_EXPONENT = 708;
    private static final long MANTISSA = 0xFFFFFFFFFFFFFL;
    private static final long IMPLICIT_BIT = 0x10000000000000L;
    private static final long BIAS = 1023;
    private static final double LAST_BITS = 0x1.8p52 + BIAS;

    private Elementary() {}

    /** e^x to about 1 ulp; arguments beyond ±708 are taken as ±708, so that the result is finite and positive. */
    static double exp(double x) {
        double limited = Math.min(Math.max(x, -LARGEST_EXPONENT), LARGEST_EXPONENT);
        double twos = Math.rint(limited * LOG2_E);
        return expOfRemainder(remainder(limited, twos)) * powerOfTwo(twos);
    }

    /** {@link #exp(double)} of each lane; {@code result} may be {@code x}. */
    static void exp(double[] x, double[] result, double[] powers) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double limited = Math.min(Math.max(x[lane], -LARGEST_EXPONENT), LARGEST_EXPONENT);
            x[lane] = limited;
            powers[lane] = Math.rint(limited * LOG2_E);
        }
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            result[lane] = expOfRemainder(remainder(x[lane], powers[lane]));
        }
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            result[lane] *= powerOfTwo(powers[lane]);
        }
    }

    /** Σ r^n/n! for abs(r) ≤ ln 2/2. */
    private static double expOfRemainder(double r) {
        double sum = fma(1 / 6227020800.0, r, 1 / 479001600.0);
        sum = fma(sum, r, 1 / 39916800.0);
        sum = fma(sum, r, 1 / 3628800.0);
        sum = fma(sum, r, 1 / 362880.0);
        sum = fma(sum, r, 1 / 40320.0);
        sum = fma(sum, r, 1 / 5040.0);
        sum = fma(sum, r, 1 / 720.0);
        sum = fma(sum, r, 1 / 120.0);
        sum = fma(sum, r, 1 / 24.0);
        sum = fma(sum, r, 1 / 6.0);
        sum = fma(sum, r, 0.5);
        sum = fma(sum, r, 1);
        return fma(sum, r, 1);
    }

    private static double remainder(double x, double twos) {
        return fma(twos, -LN2_LOW, fma(twos, -LN2_HIGH, x));
    }

    /** 2^exponent for a whole number from −1022 to 1023. */
    private static double powerOfTwo(double exponent) {
        // a sum of this size holds the biased exponent in its last bits, which costs less than a conversion to long
        return Double.longBitsToDouble(Double.doubleToRawLongBits(exponent + LAST_BITS) << 52);
    }

    /**
     * The natural logarithm to about 1 ulp.
     *
     * @param x positive, normal (at least 2.3·10⁻³⁰⁸) and finite
     */
    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return logOf(mantissa(bits), exponent(bits));
    }

    static double exponent(long bits) {
        return (double) ((bits >>> 52) - BIAS);
    }

    /** In [1, 2). */
    static double mantissa(long bits) {
        return (double) ((bits & MANTISSA) | IMPLICIT_BIT) * 0x1.0p-52;
    }

    /** ln(mantissa·2^exponent) = (exponent + ½)·ln 2 + 2·artanh((mantissa − √2)/(mantissa + √2)). */
    static double logOf(double mantissa, double exponent) {
        double s = (mantissa - SQUARE_ROOT_OF_2) / (mantissa + SQUARE_ROOT_OF_2);
        return fma(s, artanhSeries(s * s), (exponent + 0.5) * LN2);
    }

    /** 2·artanh(s)/s for q = s² ≤ 0.0295. */
    private static double artanhSeries(double q) {
        double sum = fma(2 / 19.0, q, 2 / 17.0);
        sum = fma(sum, q, 2 / 15.0);
        sum = fma(sum, q, 2 / 13.0);
        sum = fma(sum, q, 2 / 11.0);
        sum = fma(sum, q, 2 / 9.0);
        sum = fma(sum, q, 2 / 7.0);
        sum = fma(sum, q, 2 / 5.0);
        sum = fma(sum, q, 2 / 3.0);
        return fma(sum, q, 2);
    }

    /** sin(πt) for abs(t) ≤ ¼, to 2·10⁻¹⁴. */
    static double sineOfHalfTurns(double t) {
        double x = Math.PI * t;
        double q = x * x;
        double sum = fma(1 / 6227020800.0, q, -1 / 39916800.0);
        sum = fma(sum, q, 1 / 362880.0);
        sum = fma(sum, q, -1 / 5040.0);
        sum = fma(sum, q, 1 / 120.0);
        sum = fma(sum, q, -1 / 6.0);
        return x * fma(sum, q, 1);
    }

    /** cos(πt) for abs(t) ≤ ¼, to 10⁻¹⁵. */
    static double cosineOfHalfTurns(double t) {
        double x = Math.PI * t;
        double q = x * x;
        double sum = fma(-1 / 87178291200.0, q, 1 / 479001600.0);
        sum = fma(sum, q, -1 / 3628800.0);
        sum = fma(sum, q, 1 / 40320.0);
        sum = fma(sum, q, -1 / 720.0);
        sum = fma(sum, q, 1 / 24.0);
        sum = fma(sum, q, -0.5);
        return fma(sum, q, 1);
    }

    /** The logistic function 1/(1 + e^−x). */
    static double logistic(double x) {
        return 1 / (1 + exp(-x));
    }
}
