// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.cli.scenario.SensitivityCommand.SensitivityResult;
import org.headwater.simulation.chart.Criterion;
import org.headwater.simulation.chart.IntervalPlot;
import org.headwater.simulation.sensitivity.ElementaryEffects;
import org.headwater.simulation.sensitivity.Estimate;
import org.headwater.simulation.sensitivity.SobolIndex;

/** What a sensitivity analysis has found; tables begin with the most important parameter. */
record SensitivityOutcome(SensitivityResult json) implements Result {

    private static final List<String> SOBOL =
            List.of("parameter", "first", "firstLower", "firstUpper", "total", "totalLower", "totalUpper");
    private static final List<String> MORRIS = List.of(
            "parameter",
            "meanAbsolute",
            "meanAbsoluteLower",
            "meanAbsoluteUpper",
            "mean",
            "meanLower",
            "meanUpper",
            "sd",
            "sdLower",
            "sdUpper");

    @Override
    public String table() {
        return "%s, %s in year %d, %d evaluations, intervals of 90 %%%n%s"
                .formatted(
                        json.method(),
                        subject(),
                        json.provenance().years(),
                        json.evaluations(),
                        new Table(columns(), rows()));
    }

    private String subject() {
        return json.from()
                .map(from -> "effect of %s → %s on %s".formatted(from, json.mechanism(), json.indicator()))
                .orElse("%s under %s".formatted(json.indicator(), json.mechanism()));
    }

    @Override
    public Csv csv() {
        return new Csv(columns(), rows());
    }

    private List<String> columns() {
        return json.indices().isPresent() ? SOBOL : MORRIS;
    }

    private List<List<Object>> rows() {
        return Stream.concat(
                        indices().map(index -> row(index.factor(), index.first(), index.total())),
                        elementaryEffects()
                                .map(effects ->
                                        row(effects.factor(), effects.meanAbsolute(), effects.mean(), effects.sd())))
                .toList();
    }

    private Stream<SobolIndex> indices() {
        return json.indices().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(index -> -index.total().value()));
    }

    private Stream<ElementaryEffects> elementaryEffects() {
        return json.elementaryEffects().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(
                        effects -> -effects.meanAbsolute().value()));
    }

    private static List<Object> row(String parameter, Estimate... estimates) {
        return Stream.<Object>concat(
                        Stream.of(parameter),
                        Stream.of(estimates)
                                .flatMap(estimate -> Stream.of(estimate.value(), estimate.lower(), estimate.upper())))
                .toList();
    }

    /** The shares of the variance, or the size of the elementary effects and their spread; the most important first. */
    String svg() {
        return new IntervalPlot(
                        "What decides the %s in year %d"
                                .formatted(subject(), json.provenance().years()),
                        json.indices().isPresent()
                                ? List.of("in all (90\u00A0% interval)", "alone")
                                : List.of("mean size μ* (90\u00A0% interval)", "spread σ"),
                        List.of(
                                json.indices().isPresent()
                                        ? new IntervalPlot.Panel(
                                                new Criterion("share of the variance", "1"),
                                                indices()
                                                        .map(index ->
                                                                marked(index.factor(), index.total(), index.first()))
                                                        .toList())
                                        : new IntervalPlot.Panel(
                                                new Criterion("elementary effect", json.unit()),
                                                elementaryEffects()
                                                        .map(effects -> marked(
                                                                effects.factor(), effects.meanAbsolute(), effects.sd()))
                                                        .toList())))
                .svg();
    }

    private static IntervalPlot.Row marked(String factor, Estimate... estimates) {
        return new IntervalPlot.Row(
                factor,
                Stream.of(estimates)
                        .map(estimate -> new IntervalPlot.Mark(estimate.value(), estimate.lower(), estimate.upper()))
                        .toList());
    }
}
