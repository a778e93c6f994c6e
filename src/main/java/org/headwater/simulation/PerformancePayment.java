// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Map;

/**
 * Money that flows when measured outcomes reach milestones.
 *
 * @param milestones at least one, with amounts that add up to at most 10¹² USD, so that all sums of millionths fit 64 bits
 * @param payers share of each payment that a party gives, sum 1
 * @param payees share of each payment that a party receives, sum 1
 * @param holdback share of each payment kept until the last milestone year, [0, 1]
 */
public record PerformancePayment(
        List<OutcomeMilestone> milestones, Map<Party, Double> payers, Map<Party, Double> payees, double holdback) {

    /** Most that all milestones together may pay, USD. */
    public static final double LARGEST_TOTAL = 1e12;

    /** @throws InvalidParameter if there is no milestone, a share is out of range, or the amounts add up to too much */
    public PerformancePayment {
        milestones = List.copyOf(milestones);
        if (milestones.isEmpty()) {
            throw new InvalidParameter("milestones", "none", "at least one");
        }
        double total = milestones.stream().mapToDouble(OutcomeMilestone::amount).sum();
        if (total > LARGEST_TOTAL) {
            throw new InvalidParameter(
                    "milestones", "a sum of " + total + " USD", "amounts that add up to at most 10^12 USD");
        }
        payers = Shares.require("payers", payers);
        payees = Shares.require("payees", payees);
        InvalidParameter.requireBetween("holdback", holdback, 0, 1);
    }
}
