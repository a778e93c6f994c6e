// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwater.document.Violation;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PerformancePayment;
import org.headwater.simulation.World;
import tools.jackson.databind.JsonNode;

/** What a schema cannot say: rules that tie members of a mechanism together. */
final class DeclaredMechanismCheck {

    private static final double SHARE_TOLERANCE = 1e-9;

    private final DeclaredMechanism declared;
    private final JsonNode json;
    private final List<Violation> violations = new ArrayList<>();

    private DeclaredMechanismCheck(DeclaredMechanism declared, JsonNode json) {
        this.declared = declared;
        this.json = json;
    }

    static List<Violation> violations(DeclaredMechanism declared, JsonNode json) {
        DeclaredMechanismCheck check = new DeclaredMechanismCheck(declared, json);
        check.shares("/costShares", declared.costShares());
        if (declared.performancePayment() != null) {
            check.payment(declared.performancePayment());
        }
        if (declared.creditMarket() != null) {
            check.shares("/creditMarket/revenueShares", declared.creditMarket().revenueShares());
        }
        if (check.violations.isEmpty()) {
            check.label();
        }
        return check.violations;
    }

    private void shares(String pointer, Map<String, Double> shares) {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        require(Math.abs(sum - 1) <= SHARE_TOLERANCE, pointer, "shares that sum to 1; these sum to " + sum);
    }

    private void payment(DeclaredMechanism.Payment payment) {
        shares("/performancePayment/payers", payment.payers());
        shares("/performancePayment/payees", payment.payees());
        for (int i = 0; i < payment.milestones().size(); i++) {
            DeclaredMechanism.Milestone milestone = payment.milestones().get(i);
            require(
                    milestone.lower() <= milestone.upper(),
                    "/performancePayment/milestones/" + i + "/upper",
                    "at least lower, " + milestone.lower());
        }
        double total = payment.milestones().stream()
                .mapToDouble(DeclaredMechanism.Milestone::amount)
                .sum();
        require(
                total <= PerformancePayment.LARGEST_TOTAL,
                "/performancePayment/milestones",
                "amounts that add up to at most 10^12 USD; these add up to " + total);
    }

    /** Results are called by the label, so that a label which has a meaning cannot take another. */
    private void label() {
        require(
                !declared.label().equals(World.NO_PROJECT),
                "/label",
                "another label: " + World.NO_PROJECT + " is the world without any mechanism");
        Mechanism mechanism = declared.mechanism();
        boolean misnamed = Mechanism.standard().stream()
                .anyMatch(standard -> standard.label().equals(declared.label()) && !standard.equals(mechanism));
        require(!misnamed, "/label", "another label: this is a standard mechanism with other terms");
    }

    private void require(boolean holds, String pointer, String allowed) {
        if (!holds) {
            violations.add(Violation.of(pointer, json.at(pointer), allowed));
        }
    }
}
