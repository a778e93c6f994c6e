// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.util.Arrays;
import java.util.Set;
import org.headwater.cli.scenario.ScenarioCommands;
import org.headwater.document.InvalidDocument;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The root of the command line; exit code 0 is success, 2 a bad argument, 6 a claim that is not true, 1 any other
 * failure. */
@Command(
        name = "headwater",
        description = "Forecast, prove and pay for watershed restoration. Without a command the service starts;"
                + " its settings are such as --headwater.data-dir=DIR and --server.port=N.",
        mixinStandardHelpOptions = true,
        version = "headwater 0.1.0",
        subcommands = {
            DemoCommand.class,
            VerifyCommand.class,
            MintCommand.class,
            AttestCommand.class,
            FundCommand.class,
            ChallengeCommand.class,
            LexiconCommand.class,
            DeployCommand.class,
            CheckCommand.class
        })
public final class HeadwaterCommand implements Runnable {

    private static final Set<String> OF_SPRING = Set.of("--debug", "--trace");

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /**
     * Whether arguments are for the command line, which also refuses those that nobody knows. The service's are settings, whose
     * names have a dot.
     */
    public static boolean accepts(String... arguments) {
        return !Arrays.stream(arguments).allMatch(HeadwaterCommand::isSetting);
    }

    private static boolean isSetting(String argument) {
        String name = argument.split("=", 2)[0];
        return OF_SPRING.contains(name) || (name.startsWith("--") && name.contains("."));
    }

    /** @param application the Spring application, for the commands that need its parts */
    public HeadwaterCommand(Class<?> application) {
        this.application = application;
    }

    /**
     * Runs one command and returns its exit code.
     *
     * @param application the Spring application, for the commands that need its parts
     */
    public static int execute(Class<?> application, String... arguments) {
        return commandLine(application).execute(arguments);
    }

    static CommandLine commandLine(Class<?> application) {
        CommandLine root = new CommandLine(new HeadwaterCommand(application));
        ScenarioCommands.addTo(root, DeclaredMechanisms::read);
        return root.setExecutionExceptionHandler(HeadwaterCommand::fail)
                .setParameterExceptionHandler(ScenarioCommands::refuse);
    }

    /** Every step is found again by its own key, so that the same command takes up where this one stopped. */
    private static int fail(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (ScenarioCommands.accept(command.getCommandName())) {
            return ScenarioCommands.fail(failure, command, arguments);
        }
        if (failure instanceof InvalidDocument refused) {
            return ScenarioCommands.refuse(
                    new ParameterException(command, refused.getMessage(), refused),
                    arguments.originalArgs().toArray(String[]::new));
        }
        command.getErr().println("stopped: " + failure.getMessage());
        command.getErr().println("the same command, run again, goes on from there");
        return ExitCode.SOFTWARE;
    }

    Class<?> application() {
        return application;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
