// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.IOException;
import java.util.Locale;

/**
 * The entry of the packaged jar. Commands that only compute run from the classes at the root of the jar; for anything else
 * Spring Boot's own launcher opens the nested jars and starts the service, or a command in a JVM of its own.
 */
public final class Launcher {

    private static final String SPRING_BOOT = "org.springframework.boot.loader.launch.JarLauncher";

    private Launcher() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        if (ScenarioCommands.standAlone(arguments)) {
            Locale.setDefault(Locale.ROOT);
            System.exit(ScenarioCommands.execute(arguments));
        }
        if (ShortRun.accepts(arguments)) {
            System.exit(ShortRun.execute(SPRING_BOOT, arguments));
        }
        Class.forName(SPRING_BOOT).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
