// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a mechanism says to the preset {@code watershed} from a year on, by party in the order of {@link Party}; or, without a
 * mechanism, the baseline, to which all parties contribute with equal weight and nobody is paid.
 */
final class MechanismTerms {

    private static final int PARTIES = Party.values().length;

    private final Optional<Mechanism> mechanism;
    private final int fromYear;
    private final double[] costShares;
    private final double[] creditShares;
    private final double[][] promises;

    private MechanismTerms(Optional<Mechanism> mechanism, int fromYear, int years) {
        this.mechanism = mechanism;
        this.fromYear = fromYear;
        this.costShares = mechanism.map(one -> byParty(one.costShares())).orElseGet(MechanismTerms::equalShares);
        this.creditShares = mechanism
                .flatMap(Mechanism::creditMarket)
                .map(market -> byParty(market.revenueShares()))
                .orElseGet(() -> new double[PARTIES]);
        this.promises = new double[years + 1][PARTIES];
        performancePayment().ifPresent(payment -> promise(payment, years));
    }

    static MechanismTerms of(Mechanism mechanism, int fromYear, int years) {
        return new MechanismTerms(Optional.of(mechanism), fromYear, years);
    }

    static MechanismTerms baseline(int years) {
        return new MechanismTerms(Optional.empty(), 1, years);
    }

    static double[] byParty(Map<Party, Double> shares) {
        return Arrays.stream(Party.values())
                .mapToDouble(party -> shares.getOrDefault(party, 0.0))
                .toArray();
    }

    private static double[] equalShares() {
        double[] shares = new double[PARTIES];
        Arrays.fill(shares, 1.0 / PARTIES);
        return shares;
    }

    /** Promised in a year: the amounts of the next milestone year, spread over the years since the one before. */
    private void promise(PerformancePayment payment, int years) {
        double[] payees = byParty(payment.payees());
        double[] payers = byParty(payment.payers());
        int before = fromYear - 1;
        for (int due : dueYears(payment)) {
            double yearly = amountsDue(payment, due) / (due - before);
            for (int year = before + 1; year <= Math.min(due, years); year++) {
                for (int party = 0; party < PARTIES; party++) {
                    promises[year][party] = yearly * (payees[party] - payers[party]);
                }
            }
            before = due;
        }
    }

    private List<Integer> dueYears(PerformancePayment payment) {
        return payment.milestones().stream()
                .map(OutcomeMilestone::year)
                .filter(year -> year >= fromYear)
                .distinct()
                .sorted()
                .toList();
    }

    private static double amountsDue(PerformancePayment payment, int year) {
        return payment.milestones().stream()
                .filter(milestone -> milestone.year() == year)
                .mapToDouble(OutcomeMilestone::amount)
                .sum();
    }

    /** Whether a project runs, that is, whether there is a mechanism. */
    boolean project() {
        return mechanism.isPresent();
    }

    int fromYear() {
        return fromYear;
    }

    Optional<PerformancePayment> performancePayment() {
        return mechanism.flatMap(Mechanism::performancePayment);
    }

    /** Weight of a party in the restoration effort and its share of the cost. */
    double costShare(int party) {
        return costShares[party];
    }

    /** Share of the credits' revenue; 0 without a market. */
    double creditShare(int party) {
        return creditShares[party];
    }

    boolean sellsCredits() {
        return mechanism.flatMap(Mechanism::creditMarket).isPresent();
    }

    /** Least price that sellers receive [USD/t]. */
    double priceFloor() {
        return mechanism
                .flatMap(Mechanism::creditMarket)
                .map(CreditMarket::priceFloor)
                .orElse(0.0);
    }

    /** What multiplies the odds of contributing. */
    double modifier() {
        return mechanism.map(Mechanism::modifier).orElse(1.0);
    }

    /** Added to the modifier while cover is below {@link #bonusThreshold}. */
    double bonus() {
        return mechanism
                .flatMap(Mechanism::urgencyBonus)
                .map(UrgencyBonus::bonus)
                .orElse(0.0);
    }

    double bonusThreshold() {
        return mechanism
                .flatMap(Mechanism::urgencyBonus)
                .map(UrgencyBonus::threshold)
                .orElse(0.0);
    }

    /** What milestones offer a party for a year, received less given [USD/a]. */
    double promise(int party, int year) {
        return promises[year][party];
    }
}
