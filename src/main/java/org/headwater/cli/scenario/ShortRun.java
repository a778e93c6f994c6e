// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command of the packaged jar that ends after seconds, most of which a JVM would spend on compiling for a long life. Its work
 * is done by a second JVM, since no manifest can carry a flag; see {@code docs/decisions/0009-verify-in-a-jvm-of-its-own.md}.
 */
final class ShortRun {

    private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private ShortRun() {}

    /**
     * Whether the command is one of these and was started as {@code java -jar}; who gives the JVM a flag of his own has said
     * how it shall run.
     */
    static boolean accepts(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("verify") && java().isPresent() && startedWithoutFlags();
    }

    private static Optional<String> java() {
        return ProcessHandle.current().info().command();
    }

    private static boolean startedWithoutFlags() {
        return ProcessHandle.current()
                .info()
                .arguments()
                .filter(own -> own.length > 0 && own[0].equals("-jar"))
                .isPresent();
    }

    /**
     * Runs the command with this process's input and output, and ends it if this process is ended.
     *
     * @return its exit code
     * @throws IOException if no JVM can be started
     */
    static int execute(String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java().orElseThrow()));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        Process run = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(run::destroy));
        try {
            return run.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
