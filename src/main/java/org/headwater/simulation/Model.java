// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** A stochastic model of a watershed. Immutable and safe for use by several threads. */
public abstract sealed class Model permits PublishedModel, WatershedModel {

    Model() {}

    /** Name and version of the equations; a change of any output bit is a new version. */
    public abstract String version();

    /** What a trajectory records, in the order of the digest. */
    public abstract List<Indicator> indicators();

    /** What {@link Intervention.SetParameter} may set. */
    public abstract List<Parameter> parameters();

    /** Labels of the states that {@link Intervention.SetState} may set. */
    public abstract List<String> states();

    /**
     * Draws trajectories of all worlds and keeps every draw in memory. The worlds share all noise: draw i of one is the same
     * weather, people and market as draw i of another.
     *
     * @return the trajectories by the label of their world, in the order of the worlds
     * @throws InvalidParameter if an intervention is not one of this model's, two worlds have the same label, or the draws do
     *     not fit into memory ({@link Trajectories#MAXIMUM_CELLS})
     */
    public final Map<String, Trajectories> simulate(List<World> worlds, Sampling sampling) {
        return simulate(worlds, sampling, done -> {});
    }

    /**
     * {@link #simulate(List, Sampling)} with word of progress.
     *
     * @param progress told after each block of draws what share of the work is done, from 0 to 1; one thread at a time
     */
    public final Map<String, Trajectories> simulate(List<World> worlds, Sampling sampling, DoubleConsumer progress) {
        return Simulation.keepingDraws(this, worlds, sampling, progress);
    }

    /** {@link #simulate(List, Sampling)} for one world. */
    public final Trajectories simulate(World world, Sampling sampling) {
        return simulate(List.of(world), sampling).values().iterator().next();
    }

    /**
     * Moments, exact quantiles and digests of all worlds, whatever the number of draws: memory does not grow with it, but for
     * 32 bytes per world and block of 256 draws. The worlds share all noise.
     *
     * @param progress told now and then what share of the work is done, from 0 to 1
     * @return by the label of the world, in the order of the worlds
     * @throws InvalidParameter if an intervention is not one of this model's or two worlds have the same label
     */
    public final Map<String, WorldSummaries> summarize(List<World> worlds, Sampling sampling, DoubleConsumer progress) {
        return StreamedSimulation.run(this, worlds, sampling, progress);
    }

    /** {@link #summarize(List, Sampling, DoubleConsumer)} without word of progress. */
    public final Map<String, WorldSummaries> summarize(List<World> worlds, Sampling sampling) {
        return summarize(worlds, sampling, done -> {});
    }

    /**
     * Mean and standard deviation of all worlds in a single run, in bounded memory; the fastest answer there is. The worlds
     * share all noise.
     *
     * @return by the label of the world, in the order of the worlds
     * @throws InvalidParameter if an intervention is not one of this model's or two worlds have the same label
     */
    public final Map<String, WorldMoments> moments(List<World> worlds, Sampling sampling) {
        return StreamedSimulation.moments(this, worlds, sampling);
    }

    /** The equations for some worlds; called once per thread. */
    abstract BlockSimulator blockSimulator(List<World> worlds, int years, long seed);
}
