// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * The payments of one performance contract in every lane, in millionths of a USD and in the integer arithmetic of
 * {@link PayoutSchedule}: what is simulated is what the escrow would execute. A milestone is judged on what the readings prove,
 * never on the true state.
 *
 * <p>Cover counts as a level, read in the milestone's year. Sediment counts over the years since the last milestone of sediment,
 * against the record of a control catchment in the same weather.
 */
final class MilestoneAccounts {

    /** Decimals of a proven value, and of a USD. */
    static final int DECIMALS = 6;

    private static final int PARTIES = Party.values().length;

    private record Milestone(OutcomeMilestone terms, PayoutMilestone payout) {}

    private final List<Milestone> milestones;
    private final double[] payers;
    private final double[] payees;
    private final double holdback;
    private final int lastYear;

    private final double[] measured = Lanes.empty();
    private final double[] reference = Lanes.empty();
    private final long[] due = new long[Lanes.COUNT];
    private final long[] held = new long[Lanes.COUNT];
    private final long[][] transfers = new long[PARTIES][Lanes.COUNT];
    private int windowYears;
    private boolean flowing;

    MilestoneAccounts(PerformancePayment payment) {
        milestones = payment.milestones().stream()
                .map(terms -> new Milestone(terms, payoutOf(terms)))
                .toList();
        payers = MechanismTerms.byParty(payment.payers());
        payees = MechanismTerms.byParty(payment.payees());
        holdback = payment.holdback();
        lastYear = payment.milestones().stream()
                .mapToInt(OutcomeMilestone::year)
                .max()
                .orElseThrow();
    }

    /** The milestone as the escrow knows it. */
    static PayoutMilestone payoutOf(OutcomeMilestone milestone) {
        return new PayoutMilestone(
                milestone.outcome().name(),
                PayoutSchedule.fixedPoint(milestone.lower(), DECIMALS),
                PayoutSchedule.fixedPoint(milestone.upper(), DECIMALS),
                BigDecimal.valueOf(milestone.amount()).movePointRight(DECIMALS).toBigInteger());
    }

    void begin() {
        Arrays.fill(held, 0);
        restartWindow();
        clear();
    }

    private void restartWindow() {
        Arrays.fill(measured, 0);
        Arrays.fill(reference, 0);
        windowYears = 0;
    }

    private void clear() {
        flowing = false;
        for (long[] party : transfers) {
            Arrays.fill(party, 0);
        }
    }

    /** Takes one year's readings and pays the milestones that are due. */
    void settle(WatershedReadings readings, double[] referenceYield, int year) {
        if (flowing) {
            clear();
        }
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            measured[lane] += readings.sediment[lane];
            reference[lane] += referenceYield[lane];
        }
        windowYears++;
        List<Milestone> now =
                milestones.stream().filter(one -> one.terms.year() == year).toList();
        if (!now.isEmpty()) {
            pay(now, readings, year);
        }
    }

    private void pay(List<Milestone> now, WatershedReadings readings, int year) {
        Arrays.fill(due, 0);
        for (Milestone milestone : now) {
            judge(milestone, readings);
        }
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            distribute(lane, released(lane, year));
        }
        flowing = true;
        if (now.stream().anyMatch(one -> one.terms.outcome() == OutcomeMilestone.Outcome.SEDIMENT_REDUCTION)) {
            restartWindow();
        }
    }

    private void judge(Milestone milestone, WatershedReadings readings) {
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            double proven = switch (milestone.terms.outcome()) {
                case COVER -> readings.provenCover(lane);
                case SEDIMENT_REDUCTION ->
                    readings.provenSedimentReduction(lane, measured[lane], reference[lane], windowYears);
            };
            due[lane] += payout(milestone.payout, proven).longValueExact();
        }
    }

    /** What a milestone pays on a proven value, rounded down in the payers' favour. */
    static BigInteger payout(PayoutMilestone milestone, double proven) {
        return milestone.payout(PayoutSchedule.fixedPoint(proven, DECIMALS));
    }

    /** What is due less the holdback; in the last year all that was held besides. */
    private long released(int lane, int year) {
        if (year == lastYear) {
            long all = due[lane] + held[lane];
            held[lane] = 0;
            return all;
        }
        long kept = (long) Math.floor(due[lane] * holdback);
        held[lane] += kept;
        return due[lane] - kept;
    }

    private void distribute(int lane, long sum) {
        distribute(lane, sum, payers, -1);
        distribute(lane, sum, payees, 1);
    }

    /** Shares rounded down; the last party with a share takes what is left, so that the parts are the sum. */
    private void distribute(int lane, long sum, double[] shares, int sign) {
        long left = sum;
        int last = 0;
        for (int party = 0; party < PARTIES; party++) {
            if (shares[party] > 0) {
                long part = (long) Math.floor(sum * shares[party]);
                transfers[party][lane] += sign * part;
                left -= part;
                last = party;
            }
        }
        transfers[last][lane] += sign * left;
    }

    /** Received less given in the year, in millionths of a USD, by lane; the parties' sum is 0. */
    long[] transfers(int party) {
        return transfers[party];
    }
}
