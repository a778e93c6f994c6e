// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the simulation on this machine. */
@Command(
        name = "benchmark",
        description = "Measure the simulation on all processors of this machine, about 40 seconds.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchmarkCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Benchmark.Figures figures = Benchmark.standard().measure();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonOutput.of(figures) : table(figures));
        out.flush();
        return 0;
    }

    private static String table(Benchmark.Figures figures) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "million trajectory-years per second  %10.1f%n  bare loop                          %10.1f",
                figures.trajectoryYearsPerSecond() / 1e6,
                figures.bareLoopYearsPerSecond() / 1e6));
        figures.compareMillis()
                .forEach((preset, time) -> table.append(String.format(
                        Locale.ROOT,
                        "%ncompare, %-12s ms: median %6.2f   p95 %6.2f",
                        preset,
                        time.median(),
                        time.p95())));
        return table.toString();
    }
}
