// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a result goes and in which form. */
final class OutputOptions {

    private static final String STANDARD_OUTPUT = "-";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a table of comma-separated values; - prints it.")
    private @Nullable String csv;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw a chart.")
    private @Nullable String svg;

    /** @throws ParameterException before anything is computed, if two results would go to the same place */
    void requireConsistent() {
        if (json && STANDARD_OUTPUT.equals(csv)) {
            throw refused("--csv", STANDARD_OUTPUT, "a file, since --json is printed", null);
        }
    }

    /** Writes the files that were asked for, then prints. */
    void write(Result result) {
        if (csv != null && !csv.equals(STANDARD_OUTPUT)) {
            write("--csv", csv, result.csv().toString());
        }
        if (svg != null) {
            write("--svg", svg, result.svg());
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

    private void write(String option, String file, String content) {
        try {
            Files.writeString(Path.of(file), content);
        } catch (IOException | InvalidPathException e) {
            throw refused(option, file, "a file that can be written", e);
        }
    }

    private ParameterException refused(String option, String value, String allowed, @Nullable Exception cause) {
        return new ParameterException(
                command.commandLine(),
                "Invalid value for option '%s': %s is not allowed; allowed: %s".formatted(option, value, allowed),
                cause);
    }
}
