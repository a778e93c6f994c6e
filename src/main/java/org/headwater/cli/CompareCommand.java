// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Effect;
import org.headwater.simulation.causal.Effects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Simulates all mechanisms in the same worlds and prints what each switch changes at the horizon. */
@Command(
        name = "compare",
        description = "Compare funding mechanisms draw by draw; intervals are quantiles of paired contrasts.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {

    private static final double LEVEL = 0.9;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Override
    public Integer call() {
        Comparison comparison = new Comparison(effects());
        PrintWriter out = spec.commandLine().getOut();
        out.println(options.json ? JsonOutput.of(comparison) : comparison.table());
        out.flush();
        return 0;
    }

    private List<Effect> effects() {
        try {
            var worlds = options.model().simulate(World.underEach(Mechanism.standard()), options.sampling());
            return Effects.compare(worlds, options.years, LEVEL);
        } catch (InvalidParameter e) {
            throw options.rejected(e);
        }
    }

    record Comparison(List<Effect> effects) {

        String table() {
            return effects.stream().map(Comparison::row).collect(Collectors.joining("\n", HEADER, ""));
        }

        private static final String HEADER = String.format(
                "%-21s %-21s %-13s %8s %8s %8s %8s %10s%n",
                "from", "to", "indicator", "mean", "se", "lower90", "upper90", "P(better)");

        private static String row(Effect effect) {
            return String.format(
                    Locale.ROOT,
                    "%-21s %-21s %-13s %+8.4f %8.5f %+8.4f %+8.4f %10.3f",
                    effect.from(),
                    effect.to(),
                    effect.indicator(),
                    effect.mean(),
                    effect.standardError(),
                    effect.lower(),
                    effect.upper(),
                    effect.probabilityBetter());
        }
    }
}
