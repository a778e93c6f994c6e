// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.headwater.simulation.InvalidParameter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The commands that only compute, made when they are named. Exit code 0 is success, 2 a bad argument, 1 any other failure. */
public final class ScenarioCommands {

    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("simulate", SimulateCommand::new);
        COMMANDS.put("compare", CompareCommand::new);
        COMMANDS.put("sensitivity", SensitivityCommand::new);
        COMMANDS.put("calibrate", CalibrateCommand::new);
    }

    private ScenarioCommands() {}

    /** Whether the first argument names one of these commands. */
    public static boolean accept(String... arguments) {
        return arguments.length > 0 && COMMANDS.containsKey(arguments[0]);
    }

    /** Runs the command that the first argument names and returns its exit code. */
    public static int execute(String... arguments) {
        return new CommandLine(CommandSpec.create().name("headwater"))
                .addSubcommand(command(arguments[0]))
                .setExecutionExceptionHandler(ScenarioCommands::fail)
                .execute(arguments);
    }

    /** Adds all of them below a root command. */
    public static void addTo(CommandLine root) {
        COMMANDS.keySet().forEach(name -> root.addSubcommand(command(name)));
    }

    private static CommandLine command(String name) {
        Supplier<Object> command = COMMANDS.get(name);
        if (command == null) {
            throw new IllegalArgumentException("no command " + name);
        }
        return new CommandLine(command.get());
    }

    /** Says what failed in one of these commands and returns the exit code. */
    public static int fail(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (failure instanceof InvalidParameter refused) {
            ParameterException badInput = new ParameterException(command, message(refused, command), refused);
            return command.getParameterExceptionHandler()
                    .handleParseException(badInput, arguments.originalArgs().toArray(String[]::new));
        }
        command.getErr().println("failed: " + failure);
        return ExitCode.SOFTWARE;
    }

    /** The library's parameters bear the names of options. */
    private static String message(InvalidParameter refused, CommandLine command) {
        String option = "--" + refused.name();
        return "Invalid value for %s: %s is not allowed; allowed: %s"
                .formatted(
                        command.getCommandSpec().findOption(option) == null
                                ? refused.name()
                                : "option '" + option + "'",
                        refused.value(),
                        refused.allowed());
    }
}
