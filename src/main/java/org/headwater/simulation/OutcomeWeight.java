// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Milestones as the preset {@code published} sees them: it knows no dates, so those of one outcome and threshold count as one.
 *
 * @param weight share of all amounts that hangs on this outcome and threshold
 */
record OutcomeWeight(OutcomeMilestone.Outcome outcome, double threshold, double weight) {

    private record Rule(OutcomeMilestone.Outcome outcome, double threshold) {}

    static List<OutcomeWeight> of(PerformancePayment payment) {
        Map<Rule, Double> amounts = new LinkedHashMap<>();
        double total = 0;
        for (OutcomeMilestone milestone : payment.milestones()) {
            amounts.merge(new Rule(milestone.outcome(), milestone.threshold()), milestone.amount(), Double::sum);
            total += milestone.amount();
        }
        double all = total;
        return amounts.entrySet().stream()
                .map(rule -> new OutcomeWeight(
                        rule.getKey().outcome(), rule.getKey().threshold(), all == 0 ? 0 : rule.getValue() / all))
                .toList();
    }
}
