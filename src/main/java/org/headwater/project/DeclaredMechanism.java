// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import org.headwater.simulation.CreditMarket;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.OutcomeMilestone;
import org.headwater.simulation.Party;
import org.headwater.simulation.PerformancePayment;
import org.headwater.simulation.UrgencyBonus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A funding mechanism as {@code schemas/mechanism.schema.json} describes it member by member: a closed set of building blocks
 * that hold numbers and labels and nothing to execute. Shares stand by the label of the party.
 *
 * @param costShares share of the restoration cost that each party bears, sum 1
 * @param urgencyBonus null for none
 * @param performancePayment null for none
 * @param creditMarket null for none
 */
public record DeclaredMechanism(
        String schemaVersion,
        String label,
        double modifier,
        Map<String, Double> costShares,
        @Nullable UrgencyBonus urgencyBonus,
        @Nullable Payment performancePayment,
        @Nullable Market creditMarket) {

    private static final String SCHEMA_VERSION = "1";

    /** Payment on outcomes, as {@link PerformancePayment}. */
    public record Payment(
            List<Milestone> milestones, Map<String, Double> payers, Map<String, Double> payees, double holdback) {}

    /** One payment, as {@link OutcomeMilestone}. */
    public record Milestone(Outcome outcome, int year, double lower, double upper, double amount) {}

    /** What a milestone measures. */
    public enum Outcome {
        @JsonProperty("cover")
        COVER,
        @JsonProperty("sediment-reduction")
        SEDIMENT_REDUCTION
    }

    /** Sale of credits, as {@link CreditMarket}. */
    public record Market(double incentive, double priceFloor, Map<String, Double> revenueShares) {}

    /**
     * The mechanism that {@code json} declares, by schema and by meaning.
     *
     * @throws InvalidDocument naming every member that is wrong
     */
    public static DeclaredMechanism from(JsonNode json) {
        InvalidDocument.throwIfAny(Schemas.violations("mechanism", json));
        DeclaredMechanism declared = Json.bind(json, DeclaredMechanism.class);
        InvalidDocument.throwIfAny(DeclaredMechanismCheck.violations(declared, json));
        return declared;
    }

    /** The declaration from which {@link #mechanism()} makes an equal mechanism. */
    public static DeclaredMechanism of(Mechanism mechanism) {
        return new DeclaredMechanism(
                SCHEMA_VERSION,
                mechanism.label(),
                mechanism.modifier(),
                byLabel(mechanism.costShares()),
                mechanism.urgencyBonus().orElse(null),
                mechanism.performancePayment().map(DeclaredMechanism::payment).orElse(null),
                mechanism.creditMarket().map(DeclaredMechanism::market).orElse(null));
    }

    private static Payment payment(PerformancePayment payment) {
        return new Payment(
                payment.milestones().stream().map(DeclaredMechanism::milestone).toList(),
                byLabel(payment.payers()),
                byLabel(payment.payees()),
                payment.holdback());
    }

    private static Milestone milestone(OutcomeMilestone milestone) {
        return new Milestone(
                Outcome.valueOf(milestone.outcome().name()),
                milestone.year(),
                milestone.lower(),
                milestone.upper(),
                milestone.amount());
    }

    private static Market market(CreditMarket market) {
        return new Market(market.incentive(), market.priceFloor(), byLabel(market.revenueShares()));
    }

    /** What the simulation takes. */
    public Mechanism mechanism() {
        return new Mechanism(
                label,
                modifier,
                byParty(costShares),
                Optional.ofNullable(urgencyBonus),
                Optional.ofNullable(performancePayment).map(DeclaredMechanism::payment),
                Optional.ofNullable(creditMarket).map(DeclaredMechanism::market));
    }

    private static PerformancePayment payment(Payment payment) {
        return new PerformancePayment(
                payment.milestones().stream().map(DeclaredMechanism::milestone).toList(),
                byParty(payment.payers()),
                byParty(payment.payees()),
                payment.holdback());
    }

    private static OutcomeMilestone milestone(Milestone milestone) {
        return new OutcomeMilestone(
                OutcomeMilestone.Outcome.valueOf(milestone.outcome().name()),
                milestone.year(),
                milestone.lower(),
                milestone.upper(),
                milestone.amount());
    }

    private static CreditMarket market(Market market) {
        return new CreditMarket(market.incentive(), market.priceFloor(), byParty(market.revenueShares()));
    }

    private static Map<String, Double> byLabel(Map<Party, Double> shares) {
        Map<String, Double> labelled = new LinkedHashMap<>();
        shares.forEach((party, share) -> labelled.put(party.label(), share));
        return labelled;
    }

    private static Map<Party, Double> byParty(Map<String, Double> shares) {
        Map<Party, Double> parties = new EnumMap<>(Party.class);
        shares.forEach((label, share) -> parties.put(Party.parse(label), share));
        return parties;
    }
}
