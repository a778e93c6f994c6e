// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.headwater.simulation.causal.Effect;
import org.headwater.simulation.causal.Effects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds of what a comparison of 500 draws × 20 years × three mechanisms does, and of its parts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(3)
public class ComparisonBenchmark {

    private static final int YEARS = 20;

    @Param({"published", "watershed"})
    public String preset;

    private Model model = PublishedModel.fitted();
    private final List<World> worlds = World.underEach(Mechanism.standard());
    private long seed;
    private Map<String, Trajectories> simulated = Map.of();
    private double[] values = {};

    @Setup
    public void prepare() {
        model = preset.equals("published") ? PublishedModel.fitted() : WatershedModel.reference();
        simulated = simulateWorlds();
        values = simulated
                .get(Mechanism.COST_SHARING.label())
                .at(model.indicators().getFirst(), YEARS);
    }

    private Map<String, Trajectories> simulateWorlds() {
        return model.simulate(worlds, Sampling.of(500, YEARS, seed++));
    }

    @Benchmark
    public Map<String, Trajectories> simulate() {
        return simulateWorlds();
    }

    @Benchmark
    public List<Effect> effects() {
        return Effects.compare(simulated, YEARS, 0.9);
    }

    @Benchmark
    public List<Effect> compare() {
        return Effects.compare(simulateWorlds(), YEARS, 0.9);
    }

    @Benchmark
    public Summary summary() {
        return Summary.of(values);
    }

    @Benchmark
    public double[] quantiles() {
        return Quantiles.of(values, new double[] {0.05, 0.5, 0.95});
    }
}
