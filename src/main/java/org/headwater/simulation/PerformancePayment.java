// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Map;

/**
 * Money that flows when measured outcomes reach milestones.
 *
 * @param milestones at least one
 * @param payers share of each payment that a party gives, sum 1
 * @param payees share of each payment that a party receives, sum 1
 * @param holdback share of each payment kept until the last milestone year, [0, 1]
 */
public record PerformancePayment(
        List<OutcomeMilestone> milestones, Map<Party, Double> payers, Map<Party, Double> payees, double holdback) {

    public PerformancePayment {
        milestones = List.copyOf(milestones);
        if (milestones.isEmpty()) {
            throw new InvalidParameter("milestones", "none", "at least one");
        }
        payers = Shares.require("payers", payers);
        payees = Shares.require("payees", payees);
        InvalidParameter.requireBetween("holdback", holdback, 0, 1);
    }
}
