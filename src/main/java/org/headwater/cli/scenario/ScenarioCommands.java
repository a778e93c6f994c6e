// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands that only compute, made when they are named. Exit code 0 is success, 2 a bad argument, 1 any other failure. */
public final class ScenarioCommands {

    private static final Map<String, Function<MechanismReader, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("simulate", SimulateCommand::new);
        COMMANDS.put("compare", CompareCommand::new);
        COMMANDS.put("incentives", IncentivesCommand::new);
        COMMANDS.put("information", reader -> new InformationCommand());
        COMMANDS.put("sensitivity", reader -> new SensitivityCommand());
        COMMANDS.put("calibrate", reader -> new CalibrateCommand());
        COMMANDS.put("benchmark", reader -> new BenchmarkCommand());
    }

    private ScenarioCommands() {}

    /** Whether the first argument names one of these commands. */
    public static boolean accept(String... arguments) {
        return arguments.length > 0 && COMMANDS.containsKey(arguments[0]);
    }

    /** Whether one of these commands can do its work without the libraries that read declared mechanisms. */
    static boolean standAlone(String... arguments) {
        return accept(arguments)
                && Stream.of(arguments).noneMatch(argument -> argument.startsWith(MechanismFiles.OPTION));
    }

    /** Runs a command that stands alone and returns its exit code. */
    static int execute(String... arguments) {
        return new CommandLine(CommandSpec.create().name("headwater"))
                .addSubcommand(command(arguments[0], ScenarioCommands::notHere))
                .setExecutionExceptionHandler(ScenarioCommands::fail)
                .setParameterExceptionHandler(ScenarioCommands::refuse)
                .execute(arguments);
    }

    private static Mechanism notHere(String json) {
        throw new IllegalStateException("a declared mechanism is read by the other floor of the jar");
    }

    /** Adds all of them below a root command. */
    public static void addTo(CommandLine root, MechanismReader reader) {
        COMMANDS.keySet().forEach(name -> root.addSubcommand(command(name, reader)));
    }

    private static CommandLine command(String name, MechanismReader reader) {
        Function<MechanismReader, Object> command = COMMANDS.get(name);
        if (command == null) {
            throw new IllegalArgumentException("no command " + name);
        }
        return new CommandLine(command.apply(reader));
    }

    /** Says what is wrong and nothing else, so that it is not lost above a page of options. */
    public static int refuse(ParameterException refused, String[] arguments) {
        CommandLine command = refused.getCommandLine();
        command.getErr().println(refused.getMessage());
        UnmatchedArgumentException.printSuggestions(refused, command.getErr());
        command.getErr().println("all options: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
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
