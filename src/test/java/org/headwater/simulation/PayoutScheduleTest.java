// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PayoutScheduleTest {

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void paysWithinTheAmountReturnsTheRestAndNeverFallsAsTheValueRises(long seed) {
        Random random = new Random(seed);
        PayoutMilestone milestone = milestone(random);
        BigInteger value = around(milestone, random);
        BigInteger higher = value.add(new BigInteger(random.nextInt(1, 260), random));
        BigInteger payout = milestone.payout(value);
        assertThat(payout).isBetween(BigInteger.ZERO, milestone.amount());
        assertThat(payout.add(milestone.refund(value))).isEqualTo(milestone.amount());
        assertThat(milestone.payout(higher)).isGreaterThanOrEqualTo(payout);
        assertThat(milestone.payout(milestone.upper())).isEqualTo(milestone.amount());
        assertThat(milestone.payout(milestone.lower().subtract(BigInteger.ONE))).isZero();
    }

    /** The definition in exact decimals: amount·clamp((x − L)/(U − L), 0, 1), then floor. */
    @ParameterizedTest
    @MethodSource("seeds")
    void corridorIsTheExactShareRoundedDown(long seed) {
        Random random = new Random(seed);
        BigInteger lower = BigInteger.valueOf(random.nextInt(-1000, 1000));
        BigInteger upper = lower.add(BigInteger.valueOf(random.nextInt(1, 1000)));
        BigInteger amount = new BigInteger(90, random);
        BigInteger value = lower.add(BigInteger.valueOf(random.nextInt(-100, 1100)));
        BigInteger progress = value.max(lower).min(upper).subtract(lower);
        BigInteger expected = new BigDecimal(amount.multiply(progress))
                .divide(new BigDecimal(upper.subtract(lower)), 0, RoundingMode.FLOOR)
                .toBigInteger();
        assertThat(new PayoutMilestone("m", lower, upper, amount).payout(value)).isEqualTo(expected);
    }

    @Test
    void thresholdPaysAllOrNothing() {
        PayoutMilestone threshold = new PayoutMilestone("m", BigInteger.TEN, BigInteger.TEN, BigInteger.TWO);
        assertThat(threshold.isThreshold()).isTrue();
        assertThat(threshold.payout(BigInteger.valueOf(9))).isZero();
        assertThat(threshold.payout(BigInteger.TEN)).isEqualTo(BigInteger.TWO);
    }

    @Test
    void totalCoversEveryMilestone() {
        PayoutSchedule schedule = new PayoutSchedule(List.of(
                new PayoutMilestone("a", BigInteger.ONE, BigInteger.ONE, BigInteger.valueOf(300)),
                new PayoutMilestone("b", BigInteger.ZERO, BigInteger.TEN, BigInteger.valueOf(700))));
        assertThat(schedule.total()).isEqualTo(BigInteger.valueOf(1000));
        assertThat(schedule.payout(1, BigInteger.valueOf(5))).isEqualTo(BigInteger.valueOf(350));
    }

    @ParameterizedTest
    @CsvSource({
        "0.3019, 2, 30",
        "-0.3019, 2, -31",
        "0.3, 6, 300000",
        "-0.3, 6, -300000",
        "0.5, 6, 500000",
        "1e20, 0, 100000000000000000000",
        "0.29999999, 2, 29"
    })
    void fixedPointRoundsDownFromThePrintedValue(double value, int decimals, String expected) {
        assertThat(PayoutSchedule.fixedPoint(value, decimals)).isEqualTo(new BigInteger(expected));
    }

    @Test
    void refusesWhatTheEscrowCouldNotHold() {
        assertRefused("upper", BigInteger.TEN, BigInteger.ONE, BigInteger.ONE);
        assertRefused("lower", BigInteger.TWO.pow(255), BigInteger.TWO.pow(255), BigInteger.ONE);
        assertRefused("amount", BigInteger.ONE, BigInteger.ONE, BigInteger.ONE.negate());
        assertRefused("amount", BigInteger.ONE, BigInteger.ONE, BigInteger.TWO.pow(256));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> new PayoutSchedule(List.of()));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> PayoutSchedule.fixedPoint(Double.NaN, 6));
    }

    private static void assertRefused(String name, BigInteger lower, BigInteger upper, BigInteger amount) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> new PayoutMilestone("m", lower, upper, amount))
                .satisfies(e -> assertThat(e.name()).isEqualTo(name));
    }

    private static PayoutMilestone milestone(Random random) {
        BigInteger lower = new BigInteger(random.nextInt(1, 254), random);
        BigInteger width = random.nextInt(4) == 0 ? BigInteger.ZERO : new BigInteger(random.nextInt(1, 254), random);
        return new PayoutMilestone(
                "m",
                random.nextBoolean() ? lower : lower.negate(),
                lower.add(width),
                new BigInteger(random.nextInt(1, 257), random));
    }

    private static BigInteger around(PayoutMilestone milestone, Random random) {
        BigInteger span = milestone.upper().subtract(milestone.lower()).add(BigInteger.ONE);
        BigInteger offset =
                span.multiply(BigInteger.valueOf(random.nextInt(-50, 151))).divide(BigInteger.valueOf(100));
        return milestone.lower().add(offset);
    }
}
