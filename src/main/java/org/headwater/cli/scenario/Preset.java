// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.headwater.simulation.Model;
import org.headwater.simulation.PublishedModel;
import picocli.CommandLine.ITypeConverter;

/** The models that a command can name. */
enum Preset {
    PUBLISHED("published", PublishedModel::fitted);

    private final String label;
    private final Supplier<Model> model;

    Preset(String label, Supplier<Model> model) {
        this.label = label;
        this.model = model;
    }

    String label() {
        return label;
    }

    Model model() {
        return model.get();
    }

    static final class Label implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String value) {
            return Arrays.stream(values())
                    .filter(preset -> preset.label.equals(value))
                    .findFirst()
                    .orElseThrow(() -> ScenarioOptions.notAllowed(
                            value, Arrays.stream(values()).map(Preset::label).collect(Collectors.joining(", "))));
        }
    }
}
