// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.ArrayList;
import java.util.List;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Model;
import picocli.CommandLine.Option;

/** The option that names what is drawn or analysed. */
final class IndicatorOption {

    @Option(
            names = "--indicator",
            split = ",",
            paramLabel = "LABEL",
            description = "What is drawn or analysed (default: the first of the model).")
    private final List<String> labels = new ArrayList<>();

    /**
     * The indicators that were named, in their order; none if none was.
     *
     * @throws InvalidParameter if the model has no such indicator
     */
    List<Indicator> named(Model model) {
        return labels.stream().map(label -> named(model, "indicator", label)).toList();
    }

    /** The one that was named, or the first of the model. */
    Indicator one(Model model) {
        List<Indicator> named = named(model);
        if (named.size() > 1) {
            throw new InvalidParameter("indicator", String.join(",", labels), "one label");
        }
        return named.isEmpty() ? model.indicators().getFirst() : named.getFirst();
    }

    /** The label in words, as a heading begins. */
    static String heading(Indicator indicator) {
        String words = indicator.label().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /**
     * The indicator of a label.
     *
     * @param option that names it
     * @throws InvalidParameter if the model has no such indicator
     */
    static Indicator named(Model model, String option, String label) {
        return model.indicators().stream()
                .filter(indicator -> indicator.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        option,
                        label,
                        String.join(
                                ", ",
                                model.indicators().stream()
                                        .map(Indicator::label)
                                        .toList())));
    }
}
