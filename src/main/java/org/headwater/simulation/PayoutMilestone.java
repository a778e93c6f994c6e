// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.math.BigInteger;

/**
 * One payment that depends on one attested value x. With lower = upper it is a threshold: the whole amount from x ≥ lower.
 * Otherwise a corridor: amount·clamp((x − lower)/(upper − lower), 0, 1), rounded down in the payer's favour. More of x is
 * better; an indicator of which less is better is stated as its reduction.
 *
 * @param metric name of the attested value, not blank
 * @param lower value at which payment begins, in fixed-point units of the metric; a signed 256-bit integer
 * @param upper value from which the whole amount is paid; lower ≤ upper, a signed 256-bit integer
 * @param amount largest payment in base units of the token; an unsigned 256-bit integer
 */
public record PayoutMilestone(String metric, BigInteger lower, BigInteger upper, BigInteger amount) {

    private static final BigInteger LARGEST_SIGNED = BigInteger.TWO.pow(255).subtract(BigInteger.ONE);
    private static final BigInteger SMALLEST_SIGNED = BigInteger.TWO.pow(255).negate();
    private static final BigInteger LARGEST_UNSIGNED = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    /** @throws InvalidParameter if a component is outside its range */
    public PayoutMilestone {
        if (metric.isBlank()) {
            throw new InvalidParameter("metric", "\"" + metric + "\"", "a name that is not blank");
        }
        InvalidParameter.requireBetween("lower", lower, SMALLEST_SIGNED, LARGEST_SIGNED);
        InvalidParameter.requireBetween("upper", upper, lower, LARGEST_SIGNED);
        InvalidParameter.requireBetween("amount", amount, BigInteger.ZERO, LARGEST_UNSIGNED);
    }

    /** Whether the milestone is a threshold, all or nothing. */
    public boolean isThreshold() {
        return lower.equals(upper);
    }

    /** What the beneficiary receives at an attested value, 0 to amount, in base units. */
    public BigInteger payout(BigInteger value) {
        if (value.compareTo(upper) >= 0) {
            return amount;
        }
        if (value.compareTo(lower) <= 0) {
            return BigInteger.ZERO;
        }
        return amount.multiply(value.subtract(lower)).divide(upper.subtract(lower));
    }

    /** What returns to the payers: the amount less the payout, in base units. */
    public BigInteger refund(BigInteger value) {
        return amount.subtract(payout(value));
    }
}
