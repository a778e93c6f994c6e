// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.cli.scenario.SensitivityCommand.SensitivityResult;
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
        String subject = json.from()
                .map(from -> "effect of %s → %s on %s".formatted(from, json.mechanism(), json.indicator()))
                .orElse("%s under %s".formatted(json.indicator(), json.mechanism()));
        return "%s, %s in year %d, %d evaluations, intervals of 90 %%%n%s"
                .formatted(
                        json.method(),
                        subject,
                        json.provenance().years(),
                        json.evaluations(),
                        new Table(columns(), rows()));
    }

    @Override
    public Csv csv() {
        return new Csv(columns(), rows());
    }

    private List<String> columns() {
        return json.indices().isPresent() ? SOBOL : MORRIS;
    }

    private List<List<Object>> rows() {
        Comparator<SobolIndex> byTotal =
                Comparator.comparingDouble(index -> -index.total().value());
        Comparator<ElementaryEffects> bySize =
                Comparator.comparingDouble(effects -> -effects.meanAbsolute().value());
        return Stream.concat(
                        json.indices().stream()
                                .flatMap(indices -> indices.stream()
                                        .sorted(byTotal)
                                        .map(index -> row(index.factor(), index.first(), index.total()))),
                        json.elementaryEffects().stream()
                                .flatMap(all -> all.stream()
                                        .sorted(bySize)
                                        .map(effects -> row(
                                                effects.factor(),
                                                effects.meanAbsolute(),
                                                effects.mean(),
                                                effects.sd()))))
                .toList();
    }

    private static List<Object> row(String parameter, Estimate... estimates) {
        return Stream.<Object>concat(
                        Stream.of(parameter),
                        Stream.of(estimates)
                                .flatMap(estimate -> Stream.of(estimate.value(), estimate.lower(), estimate.upper())))
                .toList();
    }
}
