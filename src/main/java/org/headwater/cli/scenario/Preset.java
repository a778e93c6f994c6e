// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.function.Supplier;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Model;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.WatershedModel;

/** The models that a command can name. */
enum Preset {
    WATERSHED(WatershedModel::reference) {
        @Override
        List<Indicator> tradeOff() {
            return List.of(WatershedModel.EXTERNAL_CASH_FLOW, WatershedModel.CANOPY_COVER);
        }
    },
    PUBLISHED(PublishedModel::fitted) {
        @Override
        List<Indicator> tradeOff() {
            return List.of(PublishedModel.EROSION, PublishedModel.FOREST_HEALTH);
        }
    };

    private final Supplier<Model> model;

    Preset(Supplier<Model> model) {
        this.model = model;
    }

    /** What a chart of two criteria shows unless others are named. */
    abstract List<Indicator> tradeOff();

    Model model() {
        return model.get();
    }

    static final class Label extends Choice<Preset> {
        Label() {
            super(Preset.class);
        }
    }
}
