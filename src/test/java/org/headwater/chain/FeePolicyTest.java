// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeePolicyTest {

    private static final long SEED = 1_559;
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /** Over random fees from 0 to about 1,000 gwei: ten percent is what nodes demand of a replacement. */
    @Test
    void bumpedFeesRiseByAtLeastTenPercentAndNeverExceedTheCap() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            var policy = policy(1 + random.nextInt(1_000), 10 + random.nextInt(91));
            Fees previous = policy.first(new BigInteger(40, random), new BigInteger(random.nextInt(36), random));
            BigInteger base = new BigInteger(40, random);
            Optional<Fees> bumped = policy.bumped(previous, base, new BigInteger(30, random));
            bumped.ifPresent(fees -> {
                assertThat(fees.maximum()).isLessThanOrEqualTo(policy.cap());
                assertThat(fees.maximum().multiply(HUNDRED))
                        .isGreaterThanOrEqualTo(previous.maximum().multiply(BigInteger.valueOf(110)));
                assertThat(fees.priority().multiply(HUNDRED))
                        .isGreaterThanOrEqualTo(previous.priority()
                                .multiply(BigInteger.valueOf(110))
                                .min(fees.maximum().multiply(HUNDRED)));
            });
            if (bumped.isEmpty()) {
                assertThat(previous.maximum().multiply(BigInteger.TWO).max(base.shiftLeft(2)))
                        .isGreaterThan(policy.cap().shiftRight(1));
            }
        }
    }

    @Test
    void firstFeesLeaveRoomForTheBaseFeeToDouble() {
        Fees fees = policy(300, 12).first(gwei(20), gwei(2));
        assertThat(fees).isEqualTo(new Fees(gwei(42), gwei(2)));
        assertThat(policy(30, 12).first(gwei(20), gwei(2))).isEqualTo(new Fees(gwei(30), gwei(2)));
    }

    private static BigInteger gwei(long amount) {
        return BigInteger.valueOf(amount).multiply(BigInteger.TEN.pow(9));
    }

    private static FeePolicy policy(int capGwei, int percent) {
        return new FeePolicy(BigDecimal.valueOf(capGwei), percent, 1, Duration.ZERO, Duration.ofSeconds(20));
    }
}
