// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The file that a chart is drawn into. */
final class ChartOption {

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw a chart into a file.")
    private @Nullable String file;

    /** Draws only if a file was named. */
    void draw(Supplier<String> svg) {
        if (file != null) {
            new TextFile(command, "--svg", file).write(svg.get());
        }
    }
}
