// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.function.Supplier;
import org.headwater.simulation.Model;
import org.headwater.simulation.PublishedModel;

/** The models that a command can name. */
enum Preset {
    PUBLISHED(PublishedModel::fitted);

    private final Supplier<Model> model;

    Preset(Supplier<Model> model) {
        this.model = model;
    }

    Model model() {
        return model.get();
    }

    static final class Label extends Choice<Preset> {
        Label() {
            super(Preset.class);
        }
    }
}
