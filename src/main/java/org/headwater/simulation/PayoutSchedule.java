// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * The payments of a performance contract in integer arithmetic, equal to what the escrow executes on chain.
 *
 * @param milestones 1 to 32 milestones, in the order of the contract
 */
public record PayoutSchedule(List<PayoutMilestone> milestones) {

    private static final int MOST_MILESTONES = 32;
    private static final int MOST_DECIMALS = 36;

    /** @throws InvalidParameter if there are no milestones or too many */
    public PayoutSchedule {
        milestones = List.copyOf(milestones);
        InvalidParameter.requireBetween("milestones", milestones.size(), 1, MOST_MILESTONES);
    }

    /** The deposit that covers every milestone, in base units of the token. */
    public BigInteger total() {
        return milestones.stream().map(PayoutMilestone::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * What one milestone pays at an attested value, in base units.
     *
     * @throws IndexOutOfBoundsException if there is no such milestone
     */
    public BigInteger payout(int milestone, BigInteger value) {
        return milestones.get(milestone).payout(value);
    }

    /**
     * A measured value as the fixed-point integer of a milestone, rounded down (towards negative infinity), in the payer's
     * favour: 0.3019 with 2 decimals is 30. The value counts as the shortest decimal number that names it, the one that
     * documents print, so that 0.3 with 2 decimals is 30 and not 29.
     *
     * @param value finite
     * @param decimals 0 to 36
     */
    public static BigInteger fixedPoint(double value, int decimals) {
        InvalidParameter.requireBetween("value", value, -Double.MAX_VALUE, Double.MAX_VALUE);
        InvalidParameter.requireBetween("decimals", decimals, 0, MOST_DECIMALS);
        return BigDecimal.valueOf(value)
                .movePointRight(decimals)
                .setScale(0, RoundingMode.FLOOR)
                .toBigIntegerExact();
    }
}
