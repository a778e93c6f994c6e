// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.headwater.simulation.Indicator;
import org.headwater.simulation.Intervention.SetParameter;
import org.headwater.simulation.Model;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;

/**
 * A model's answer as a function of some of its parameters: the mean over draws of an indicator in the last year, or the mean
 * of its contrast between two worlds. Every evaluation sets the parameters by {@code do(parameter = v)} and takes the same
 * noise, so that two answers differ by their parameters alone. Each evaluation runs on one thread.
 */
public final class ModelOutput implements ToDoubleFunction<double[]> {

    private final Model model;
    private final List<Factor> factors;
    private final List<World> worlds;
    private final Indicator indicator;
    private final Sampling sampling;

    private ModelOutput(Model model, List<Factor> factors, List<World> worlds, Indicator indicator, Sampling sampling) {
        this.model = model;
        this.factors = List.copyOf(factors);
        this.worlds = List.copyOf(worlds);
        this.indicator = indicator;
        this.sampling = new Sampling(sampling.draws(), sampling.years(), sampling.seed(), 1);
    }

    /**
     * The mean of an indicator in one world.
     *
     * @param factors named as parameters of the model, in the order in which their values will come
     */
    public static ModelOutput mean(
            Model model, List<Factor> factors, World world, Indicator indicator, Sampling sampling) {
        return new ModelOutput(model, factors, List.of(world), indicator, sampling);
    }

    /** The mean of the paired difference of an indicator, second world less first. */
    public static ModelOutput contrast(
            Model model, List<Factor> factors, World from, World to, Indicator indicator, Sampling sampling) {
        return new ModelOutput(model, factors, List.of(from, to), indicator, sampling);
    }

    @Override
    public double applyAsDouble(double[] values) {
        List<World> set = worlds.stream().map(world -> setting(world, values)).toList();
        Map<String, Trajectories> simulated = model.simulate(set, sampling);
        double last = mean(simulated, worlds.getLast());
        return worlds.size() == 1 ? last : last - mean(simulated, worlds.getFirst());
    }

    private World setting(World world, double[] values) {
        World set = world;
        for (int i = 0; i < values.length; i++) {
            set = set.doing(new SetParameter(factors.get(i).name(), values[i]));
        }
        return set;
    }

    private double mean(Map<String, Trajectories> simulated, World world) {
        Trajectories trajectories = Objects.requireNonNull(simulated.get(world.label()));
        return Summary.of(trajectories.at(indicator, sampling.years())).mean();
    }
}
