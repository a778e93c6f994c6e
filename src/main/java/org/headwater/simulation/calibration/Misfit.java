// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;

/** How far the model with some parameters is from a table of targets; the same draws every time. */
record Misfit(TargetTable table, Sampling sampling) {

    /** By how much the sd of forest health shall be larger under credit trading, so that fresh draws keep the order. */
    static final double SPREAD_MARGIN = 0.005;

    private static final double SPREAD_TOLERANCE = 0.001;
    private static final List<World> WORLDS = World.underEach(Mechanism.standard());

    int targets() {
        return table.targets().size();
    }

    int size() {
        return targets() + (table.creditsSpreadMore() ? 1 : 0);
    }

    /** Deviations in units of their tolerance, in the order of the table, and the shortfall of the order of spreads. */
    double[] of(PublishedParameters parameters) {
        Map<String, Trajectories> worlds = simulate(parameters);
        List<Double> deviations = new ArrayList<>();
        for (Target target : table.targets()) {
            double mean =
                    summary(worlds, target.mechanism(), target.indicator()).mean();
            deviations.add((mean - target.mean()) / target.tolerance());
        }
        if (table.creditsSpreadMore()) {
            deviations.add(Math.max(SPREAD_MARGIN - excessSpread(worlds), 0) / SPREAD_TOLERANCE);
        }
        return deviations.stream().mapToDouble(Double::doubleValue).toArray();
    }

    List<Residual> residuals(PublishedParameters parameters) {
        Map<String, Trajectories> worlds = simulate(parameters);
        return table.targets().stream()
                .map(target -> new Residual(target, summary(worlds, target.mechanism(), target.indicator())))
                .toList();
    }

    /** Sd of forest health under credit trading less that under the performance contract. */
    double excessSpread(PublishedParameters parameters) {
        return excessSpread(simulate(parameters));
    }

    private double excessSpread(Map<String, Trajectories> worlds) {
        return summary(worlds, Mechanism.CREDIT_TRADING, PublishedModel.FOREST_HEALTH)
                        .sd()
                - summary(worlds, Mechanism.PERFORMANCE_CONTRACT, PublishedModel.FOREST_HEALTH)
                        .sd();
    }

    private Map<String, Trajectories> simulate(PublishedParameters parameters) {
        return new PublishedModel(parameters).simulate(WORLDS, sampling);
    }

    private Summary summary(Map<String, Trajectories> worlds, Mechanism mechanism, Indicator indicator) {
        Trajectories world = Objects.requireNonNull(worlds.get(mechanism.label()));
        return Summary.of(world.at(indicator, table.year()));
    }
}
