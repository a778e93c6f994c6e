// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is paid for gas, and when more ({@code headwater.chain.fee.*}).
 *
 * @param capGwei never more than this for one unit of gas, in 10⁹ wei
 * @param bumpPercent how much both fees rise at least from one variant to the next; nodes refuse a replacement that
 *     raises either by less than 10
 * @param bumpAfterBlocks blocks that have to pass without the transaction before its fees rise
 * @param bumpAfter time that has to pass too
 * @param resendAfter time after which the newest variant is sent again
 */
record FeePolicy(
        @DefaultValue("300") BigDecimal capGwei,
        @DefaultValue("12") int bumpPercent,
        @DefaultValue("3") int bumpAfterBlocks,
        @DefaultValue("30s") Duration bumpAfter,
        @DefaultValue("20s") Duration resendAfter) {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    FeePolicy {
        ChainSettings.require(capGwei.signum() > 0, "headwater.chain.fee.cap-gwei", capGwei, "a number > 0");
        ChainSettings.require(
                bumpPercent >= 10 && bumpPercent <= 100,
                "headwater.chain.fee.bump-percent",
                bumpPercent,
                "an integer from 10 to 100");
        ChainSettings.require(
                bumpAfterBlocks >= 1, "headwater.chain.fee.bump-after-blocks", bumpAfterBlocks, "an integer ≥ 1");
        ChainSettings.require(!bumpAfter.isNegative(), "headwater.chain.fee.bump-after", bumpAfter, "a duration ≥ 0");
        ChainSettings.require(
                resendAfter.isPositive(), "headwater.chain.fee.resend-after", resendAfter, "a duration > 0");
    }

    BigInteger cap() {
        return capGwei.movePointRight(9).toBigInteger();
    }

    /** Of a first variant: room for the base fee to double, within the cap. */
    Fees first(BigInteger baseFee, BigInteger priority) {
        BigInteger maximum = baseFee.shiftLeft(1).add(priority).min(cap());
        return new Fees(maximum, priority.min(maximum));
    }

    /** Of the variant after {@code previous}, or nothing if that would exceed the cap. */
    Optional<Fees> bumped(Fees previous, BigInteger baseFee, BigInteger priority) {
        Fees fresh = first(baseFee, priority);
        BigInteger maximum = raised(previous.maximum()).max(fresh.maximum());
        BigInteger tip = raised(previous.priority()).max(fresh.priority());
        return maximum.compareTo(cap()) > 0 ? Optional.empty() : Optional.of(new Fees(maximum, tip.min(maximum)));
    }

    /** Rounded up, and by one wei at least, so that a fee of 0 rises too. */
    private BigInteger raised(BigInteger fee) {
        BigInteger scaled = fee.multiply(HUNDRED.add(BigInteger.valueOf(bumpPercent)));
        return scaled.add(HUNDRED.subtract(BigInteger.ONE)).divide(HUNDRED).max(fee.add(BigInteger.ONE));
    }

    boolean dueForBump(Variant newest, BigInteger head, Instant now) {
        return newest.signedBlock().add(BigInteger.valueOf(bumpAfterBlocks)).compareTo(head) <= 0
                && !now.isBefore(newest.signedAt().plus(bumpAfter));
    }

    boolean dueForResend(Variant newest, Instant now) {
        Instant sent = newest.sentAt();
        return sent == null || !now.isBefore(sent.plus(resendAfter));
    }
}
