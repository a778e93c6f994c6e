// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Summary;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Simulates one mechanism and prints both indicators at the horizon, with the digest of all draws. */
@Command(
        name = "simulate",
        description = "Simulate one funding mechanism; print forest health and erosion at the horizon.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Option(
            names = "--mechanism",
            required = true,
            converter = MechanismLabel.class,
            paramLabel = "cost-sharing|performance-contract|credit-trading",
            description = "How restoration is paid for.")
    @SuppressWarnings("NullAway.Init")
    private Mechanism mechanism;

    @Override
    public Integer call() {
        Outcome outcome = Outcome.of(simulate(), options.years);
        PrintWriter out = spec.commandLine().getOut();
        out.println(options.json ? JsonOutput.of(outcome) : outcome.table());
        out.flush();
        return 0;
    }

    private Trajectories simulate() {
        try {
            return options.model().simulate(World.under(mechanism), options.sampling());
        } catch (InvalidParameter e) {
            throw options.rejected(e);
        }
    }

    record Outcome(Spread forestHealth, Spread erosion, String digest) {

        static Outcome of(Trajectories trajectories, int year) {
            return new Outcome(
                    Spread.of(trajectories.at(PublishedModel.FOREST_HEALTH, year)),
                    Spread.of(trajectories.at(PublishedModel.EROSION, year)),
                    trajectories.digest());
        }

        String table() {
            return "%-14s %8s %8s %8s %8s %8s%n%s%n%s%ndigest %s"
                    .formatted(
                            "indicator",
                            "mean",
                            "sd",
                            "q05",
                            "q50",
                            "q95",
                            forestHealth.row("forest health"),
                            erosion.row("erosion"),
                            digest);
        }
    }

    record Spread(double mean, double sd, double q05, double q50, double q95) {

        static Spread of(double[] values) {
            Summary summary = Summary.of(values);
            return new Spread(summary.mean(), summary.sd(), summary.q05(), summary.q50(), summary.q95());
        }

        String row(String name) {
            return String.format(Locale.ROOT, "%-14s %8.4f %8.4f %8.4f %8.4f %8.4f", name, mean, sd, q05, q50, q95);
        }
    }

    static final class MechanismLabel implements ITypeConverter<Mechanism> {
        @Override
        public Mechanism convert(String value) {
            try {
                return Mechanism.parse(value);
            } catch (InvalidParameter e) {
                throw ScenarioOptions.notAllowed(e.value(), e.allowed());
            }
        }
    }
}
