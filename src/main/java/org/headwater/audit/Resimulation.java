// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import org.headwater.forecast.Forecast;
import org.headwater.forecast.SimulatedWorlds;
import org.headwater.project.Project;
import org.jspecify.annotations.Nullable;

/** The draws behind a forecast, simulated again once for every check that needs them; safe for many threads. */
final class Resimulation {

    private final Project project;
    private final Forecast forecast;
    private @Nullable SimulatedWorlds worlds;

    Resimulation(Project project, Forecast forecast) {
        this.project = project;
        this.forecast = forecast;
    }

    /** @throws org.headwater.simulation.InvalidParameter if the forecast's counts are out of the model's range */
    synchronized SimulatedWorlds worlds() {
        SimulatedWorlds simulated = worlds == null
                ? SimulatedWorlds.of(
                        project,
                        forecast.draws(),
                        forecast.seedValue(),
                        Runtime.getRuntime().availableProcessors())
                : worlds;
        worlds = simulated;
        return simulated;
    }
}
