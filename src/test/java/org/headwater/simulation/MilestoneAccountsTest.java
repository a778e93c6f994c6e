// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.headwater.simulation.OutcomeMilestone.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MilestoneAccountsTest {

    private static final int YEARS = 9;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static PerformancePayment payment(Random random, double holdback) {
        double lower = random.nextDouble(0.1, 0.5);
        return new PerformancePayment(
                List.of(
                        new OutcomeMilestone(Outcome.COVER, 3, lower, lower + 0.3, random.nextInt(1, 5_000_000) / 7.0),
                        new OutcomeMilestone(Outcome.SEDIMENT_REDUCTION, 6, 0.1, 0.9, random.nextInt(1, 5_000_000)),
                        new OutcomeMilestone(Outcome.SEDIMENT_REDUCTION, YEARS, 0.2, 0.7, 1_000_000)),
                Map.of(Party.DAM_OPERATOR, 1.0 / 3, Party.GOVERNMENT, 2.0 / 3),
                Map.of(Party.FOREST_OWNER, 0.3, Party.NGO, 0.1, Party.INVESTOR, 0.6),
                holdback);
    }

    private static WatershedReadings readings() {
        WatershedDraws draws = WatershedDraws.of(WatershedModel.reference().parameters(), 3);
        draws.start(0);
        return new WatershedReadings(draws);
    }

    /** What the escrow would pay on the same proven values, to one millionth of a USD. */
    @ParameterizedTest
    @MethodSource("seeds")
    void paysWhatThePayoutScheduleSaysOnTheProvenValue(long seed) {
        Random random = new Random(seed);
        PerformancePayment payment = payment(random, 0);
        PayoutSchedule schedule = new PayoutSchedule(
                payment.milestones().stream().map(MilestoneAccounts::payoutOf).toList());
        MilestoneAccounts accounts = new MilestoneAccounts(payment);
        WatershedReadings readings = readings();
        double[] reference = Lanes.empty();
        double[] measured = Lanes.empty();
        double[] referenceSum = Lanes.empty();
        accounts.begin();
        for (int year = 1; year <= YEARS; year++) {
            read(random, readings, reference);
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                measured[lane] += readings.sediment[lane];
                referenceSum[lane] += reference[lane];
            }
            accounts.settle(readings, reference, year);
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                double proven = switch (year) {
                    case 3 -> readings.provenCover(lane);
                    case 6 -> readings.provenSedimentReduction(lane, measured[lane], referenceSum[lane], 6);
                    case YEARS -> readings.provenSedimentReduction(lane, measured[lane], referenceSum[lane], 3);
                    default -> Double.NaN;
                };
                BigInteger due = Double.isNaN(proven)
                        ? BigInteger.ZERO
                        : schedule.payout(year / 3 - 1, PayoutSchedule.fixedPoint(proven, MilestoneAccounts.DECIMALS));
                assertThat(BigInteger.valueOf(received(accounts, lane))).isEqualTo(due);
                if (!Double.isNaN(proven)) {
                    assertThat(due.doubleValue())
                            .isCloseTo(exact(payment.milestones().get(year / 3 - 1), proven) * 1e6, within(1e7));
                }
            }
            if (year == 6) {
                Arrays.fill(measured, 0);
                Arrays.fill(referenceSum, 0);
            }
        }
    }

    /** Millionths of them, held back and paid at once, must fit 64 bits. */
    @Test
    void theLargestContractIsPaidInFullAndALargerOneIsRefused() {
        PerformancePayment largest = equalMilestones(10, 1e11);
        MilestoneAccounts accounts = new MilestoneAccounts(largest);
        WatershedReadings readings = readings();
        Arrays.fill(readings.cover, 1);
        accounts.begin();
        accounts.settle(readings, Lanes.empty(), 1);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            assertThat(received(accounts, lane)).isEqualTo(1_000_000_000_000_000_000L);
        }
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> equalMilestones(10, 1e12))
                .withMessage("milestones: a sum of 1.0E13 USD is not allowed; "
                        + "allowed: amounts that add up to at most 10^12 USD");
    }

    private static PerformancePayment equalMilestones(int count, double amount) {
        return new PerformancePayment(
                Collections.nCopies(count, new OutcomeMilestone(Outcome.COVER, 1, 0, 0.1, amount)),
                Map.of(Party.GOVERNMENT, 1.0),
                Map.of(Party.FOREST_OWNER, 1.0),
                0.5);
    }

    private static double exact(OutcomeMilestone milestone, double proven) {
        double reached = (proven - milestone.lower()) / (milestone.upper() - milestone.lower());
        return milestone.amount() * Math.clamp(reached, 0, 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachPartyGivesAndReceivesItsShareToAFewMillionths(long seed) {
        Random random = new Random(seed);
        PerformancePayment payment = payment(random, 0);
        MilestoneAccounts accounts = new MilestoneAccounts(payment);
        WatershedReadings readings = readings();
        double[] reference = Lanes.empty();
        accounts.begin();
        for (int year = 1; year <= 3; year++) {
            read(random, readings, reference);
            accounts.settle(readings, reference, year);
        }
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            long sum = received(accounts, lane);
            for (Party party : Party.values()) {
                double share = payment.payees().getOrDefault(party, 0.0)
                        - payment.payers().getOrDefault(party, 0.0);
                assertThat((double) accounts.transfers(party.ordinal())[lane]).isCloseTo(share * sum, within(3.0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsHeldBackIsPaidInTheLastMilestoneYearAndNothingIsLost(long seed) {
        long[] plain = totals(seed, 0);
        long[] held = totals(seed, 0.4);
        assertThat(held).containsExactly(plain);
        assertThat(Arrays.stream(plain).sum()).isPositive();
    }

    private static long[] totals(long seed, double holdback) {
        Random random = new Random(seed);
        MilestoneAccounts accounts = new MilestoneAccounts(payment(random, holdback));
        WatershedReadings readings = readings();
        double[] reference = Lanes.empty();
        long[] totals = new long[Lanes.COUNT];
        accounts.begin();
        for (int year = 1; year <= YEARS; year++) {
            read(random, readings, reference);
            accounts.settle(readings, reference, year);
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                totals[lane] += received(accounts, lane);
            }
        }
        return totals;
    }

    private static void read(Random random, WatershedReadings readings, double[] reference) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            readings.cover[lane] = random.nextDouble(0, 1);
            readings.sediment[lane] = random.nextDouble(10, 60);
            reference[lane] = 100;
        }
    }

    /** What the payees receive together; that the payers give as much is held as well. */
    private static long received(MilestoneAccounts accounts, int lane) {
        long received = 0;
        long given = 0;
        for (Party party : Party.values()) {
            long transfer = accounts.transfers(party.ordinal())[lane];
            received += Math.max(0, transfer);
            given += Math.max(0, -transfer);
        }
        assertThat(given).isEqualTo(received);
        return received;
    }
}
