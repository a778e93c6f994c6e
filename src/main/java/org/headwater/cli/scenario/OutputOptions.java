// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** In which form a result is printed or kept. */
final class OutputOptions {

    private static final String STANDARD_OUTPUT = "-";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write comma-separated values; - prints them instead of a table.")
    private @Nullable String csv;

    /** @throws ParameterException before anything is computed, if two results would be printed */
    void requireConsistent() {
        if (json && csv != null && csv.equals(STANDARD_OUTPUT)) {
            throw new TextFile(command, "--csv", csv).refused("a file, since --json is printed", null);
        }
    }

    /** Writes the file that was asked for, then prints. */
    void write(Result result) {
        if (csv != null && !csv.equals(STANDARD_OUTPUT)) {
            new TextFile(command, "--csv", csv).write(result.csv().toString());
        }
        PrintWriter out = command.commandLine().getOut();
        out.print(printed(result));
        out.flush();
    }

    private String printed(Result result) {
        if (STANDARD_OUTPUT.equals(csv)) {
            return result.csv().toString();
        }
        return (json ? JsonOutput.of(result.json()) : result.table()) + "\n";
    }
}
