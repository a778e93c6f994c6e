// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per number, or per trajectory-year, of one block of draws on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(3)
public class KernelBenchmark {

    private static final int YEARS = 20;

    @State(Scope.Thread)
    public static class OneWorld {

        @Param({"published", "watershed"})
        public String preset;

        @Param({"cost-sharing", "performance-contract", "credit-trading"})
        public String mechanism;

        private BlockSimulator simulator;

        @Setup
        public void prepare() {
            Model model = preset.equals("published") ? PublishedModel.fitted() : WatershedModel.reference();
            simulator = model.blockSimulator(List.of(World.under(Mechanism.parse(mechanism))), YEARS, 1);
        }
    }

    private final NormalSite site = new NormalSite(1, "benchmark", new StandardNormals());
    private final UniformSite uniformSite = new UniformSite(1, "benchmark");
    private final double[] exponents = Lanes.empty();
    private final double[] exponentials = Lanes.empty();
    private final double[] powers = Lanes.empty();
    private int position;

    @Setup
    public void prepare() {
        site.start(0);
        uniformSite.start(0);
        System.arraycopy(site.at(0), 0, exponents, 0, Lanes.COUNT);
    }

    /** Both numbers of a pair in turn. */
    @Benchmark
    @OperationsPerInvocation(Lanes.COUNT)
    public double[] normal() {
        return site.at(position++ & 0xFFFF);
    }

    @Benchmark
    @OperationsPerInvocation(Lanes.COUNT)
    public double[] uniform() {
        return uniformSite.at(position++ & 0xFFFF);
    }

    @Benchmark
    @OperationsPerInvocation(Lanes.COUNT)
    public double[] exponential() {
        Elementary.exp(exponents, exponentials, powers);
        return exponentials;
    }

    /** Per trajectory-year. */
    @Benchmark
    @OperationsPerInvocation(Lanes.COUNT * YEARS)
    public double block(OneWorld world) {
        double[] kept = {0};
        world.simulator.simulate(
                (long) (position++ & 0xFFFF) * Lanes.COUNT, (number, indicator, year, values) -> kept[0] += values[0]);
        return kept[0];
    }
}
