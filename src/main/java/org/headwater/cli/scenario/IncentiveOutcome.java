// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.headwater.simulation.Finding;
import org.headwater.simulation.Summary;
import org.headwater.simulation.chart.Criterion;
import org.headwater.simulation.chart.IntervalPlot;
import org.headwater.simulation.incentive.BestResponse;
import org.headwater.simulation.incentive.Estimate;
import org.headwater.simulation.incentive.IncentiveTable;
import org.headwater.simulation.incentive.MechanismIncentives;
import org.headwater.simulation.incentive.PartyIncentives;
import org.headwater.simulation.incentive.Preference;
import org.headwater.simulation.incentive.Preference.Leaning;
import org.headwater.simulation.incentive.Proportion;

/** What mechanisms are worth to the parties. */
record IncentiveOutcome(IncentiveTable found, Provenance provenance) implements Result {

    private static final List<String> COLUMNS = List.of(
            "mechanism",
            "party",
            "discountRate",
            "netPresentValue",
            "netPresentValueQ05",
            "netPresentValueQ50",
            "netPresentValueQ95",
            "change",
            "changeLower",
            "changeUpper",
            "changeQ05",
            "changeQ50",
            "changeQ95",
            "participation",
            "participationLower",
            "participationUpper",
            "bestContribution",
            "bestResponseGain",
            "bestResponseGainLower",
            "bestResponseGainUpper",
            "freeRiding",
            "freeRidingLower",
            "freeRidingUpper",
            "tolerance",
            "compatible",
            "compatibleLower",
            "compatibleUpper",
            "compatibility",
            "shapley",
            "shapleyLower",
            "shapleyUpper",
            "underpayment",
            "underpaymentLower",
            "underpaymentUpper");

    @Override
    public IncentiveResult json() {
        return new IncentiveResult(
                provenance,
                found.level(),
                found.contributionLevels(),
                found.toleranceShare(),
                found.mechanisms(),
                found.preferences(),
                found.noMechanismDominates());
    }

    @Override
    public String table() {
        return String.join(
                "%n%n".formatted(),
                "USD of %d years at the parties' own discount rates, against the world without the project"
                        .formatted(found.years()),
                together(),
                eachParty(
                        List.of("mechanism", "party", "value", "change", "q05", "q95", "joins", "Shapley", "underpaid"),
                        IncentiveOutcome::money),
                eachParty(
                        List.of(
                                "mechanism",
                                "party",
                                "compatible",
                                "best",
                                "gain",
                                "lower",
                                "upper",
                                "rides free",
                                "P(compatible)"),
                        IncentiveOutcome::response),
                preferred(),
                ("lower and upper: confidence limits of %.0f %% of the gain by the best contribution of %s;%n"
                                + "compatible: the gain is at most %.0f %% of the party's mean absolute change")
                        .formatted(100 * found.level(), found.contributionLevels(), 100 * found.toleranceShare()),
                "no mechanism leaves every party more than all others do: "
                        + found.noMechanismDominates().label());
    }

    private String together() {
        List<List<Object>> rows = found.mechanisms().stream()
                .map(one -> List.<Object>of(
                        one.mechanism(),
                        one.surplus().mean(),
                        one.surplus().q05(),
                        one.surplus().q95(),
                        one.cooperation().mean(),
                        one.gini().mean(),
                        one.external().mean(),
                        one.largestImbalance()))
                .toList();
        return new Table(
                        List.of(
                                "mechanism",
                                "surplus",
                                "q05",
                                "q95",
                                "by cooperation",
                                "Gini",
                                "external",
                                "imbalance"),
                        rows)
                .toString();
    }

    private String eachParty(List<String> columns, BiFunction<String, PartyIncentives, List<Object>> row) {
        return new Table(columns, eachParty(row)).toString();
    }

    private List<List<Object>> eachParty(BiFunction<String, PartyIncentives, List<Object>> row) {
        return found.mechanisms().stream()
                .flatMap(
                        mechanism -> mechanism.parties().stream().map(party -> row.apply(mechanism.mechanism(), party)))
                .toList();
    }

    private static List<Object> money(String mechanism, PartyIncentives party) {
        return List.of(
                mechanism,
                party.party(),
                party.netPresentValue().mean(),
                party.change().mean(),
                party.change().q05(),
                party.change().q95(),
                party.participation().share(),
                party.shapley().mean(),
                party.underpayment().mean());
    }

    private static List<Object> response(String mechanism, PartyIncentives party) {
        BestResponse best = party.bestResponse();
        return List.of(
                mechanism,
                party.party(),
                party.compatibility().label(),
                best.level(),
                best.gain(),
                best.lower(),
                best.upper(),
                party.freeRiding().share(),
                party.compatible().share());
    }

    private String preferred() {
        List<List<Object>> rows = found.preferences().stream()
                .map(preference -> List.<Object>of(
                        preference.mechanism(),
                        preference.over(),
                        leaning(preference, Leaning.BETTER),
                        leaning(preference, Leaning.WORSE),
                        leaning(preference, Leaning.UNCLEAR),
                        preference.probability().share()))
                .toList();
        return new Table(List.of("mechanism", "over", "better for", "worse for", "unclear for", "P(none loses)"), rows)
                .toString();
    }

    private static String leaning(Preference preference, Leaning leaning) {
        return String.join(", ", preference.leaning(leaning));
    }

    @Override
    public Csv csv() {
        return new Csv(COLUMNS, eachParty(IncentiveOutcome::row));
    }

    private static List<Object> row(String mechanism, PartyIncentives party) {
        BestResponse best = party.bestResponse();
        return Stream.of(
                        Stream.of(mechanism, party.party(), party.discountRate()),
                        Stream.of(party.netPresentValue().mean()),
                        quantiles(party.netPresentValue()),
                        limits(party.meanChange()),
                        quantiles(party.change()),
                        limits(party.participation()),
                        Stream.of(best.level(), best.gain(), best.lower(), best.upper()),
                        limits(party.freeRiding()),
                        Stream.of(party.tolerance()),
                        limits(party.compatible()),
                        Stream.of(party.compatibility().label()),
                        limits(party.meanShapley()),
                        limits(party.underpayment()))
                .<Object>flatMap(cells -> cells)
                .toList();
    }

    private static Stream<Double> quantiles(Summary summary) {
        return Stream.of(summary.q05(), summary.q50(), summary.q95());
    }

    private static Stream<Double> limits(Estimate estimate) {
        return Stream.of(estimate.mean(), estimate.lower(), estimate.upper());
    }

    private static Stream<Double> limits(Proportion proportion) {
        return Stream.of(proportion.share(), proportion.lower(), proportion.upper());
    }

    String svg() {
        return new IntervalPlot(
                        "What each mechanism is worth to whom in %d years".formatted(found.years()),
                        List.of("change (90\u00A0% of draws)", "gain by the best contribution"),
                        found.mechanisms().stream().map(IncentiveOutcome::panel).toList())
                .svg();
    }

    private static IntervalPlot.Panel panel(MechanismIncentives mechanism) {
        return new IntervalPlot.Panel(
                new Criterion(mechanism.mechanism() + ", net present value", "USD"),
                mechanism.parties().stream()
                        .map(party -> new IntervalPlot.Row(
                                party.party(),
                                List.of(
                                        new IntervalPlot.Mark(
                                                party.change().mean(),
                                                party.change().q05(),
                                                party.change().q95()),
                                        new IntervalPlot.Mark(
                                                party.bestResponse().gain(),
                                                party.bestResponse().lower(),
                                                party.bestResponse().upper()))))
                        .toList());
    }

    /**
     * The JSON of {@code schemas/incentive-result.schema.json}; its members are those of {@link IncentiveTable}.
     *
     * @param level confidence level of all limits
     */
    record IncentiveResult(
            Provenance provenance,
            double level,
            List<Double> contributionLevels,
            double toleranceShare,
            List<MechanismIncentives> mechanisms,
            List<Preference> preferences,
            Finding noMechanismDominates) {}
}
