// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.function.Supplier;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;

/** The models that a command can name. */
enum Preset {
    WATERSHED(WatershedModel::reference) {
        @Override
        List<Indicator> tradeOff() {
            return List.of(WatershedModel.EXTERNAL_CASH_FLOW, WatershedModel.CANOPY_COVER);
        }

        @Override
        World reference() {
            return World.withoutProject();
        }
    },
    PUBLISHED(PublishedModel::fitted) {
        @Override
        List<Indicator> tradeOff() {
            return List.of(PublishedModel.EROSION, PublishedModel.FOREST_HEALTH);
        }

        @Override
        World reference() {
            return World.under(Mechanism.COST_SHARING);
        }
    };

    private final Supplier<Model> model;

    Preset(Supplier<Model> model) {
        this.model = model;
    }

    /** What a chart of two criteria shows unless others are named. */
    abstract List<Indicator> tradeOff();

    /** What a project is held against unless another world is named. */
    abstract World reference();

    Model model() {
        return model.get();
    }

    static final class Label extends Choice<Preset> {
        Label() {
            super(Preset.class);
        }
    }
}
