// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.Console;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whether the work done so far is shown on standard error. */
final class ProgressOption {

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--progress", description = "Show a bar on standard error, even if the output is not a terminal.")
    private boolean always;

    Progress bar() {
        return new Progress(command.commandLine().getErr(), always || onTerminal());
    }

    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
