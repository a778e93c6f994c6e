// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file that an option names. */
record TextFile(CommandSpec command, String option, String name) {

    /** @throws ParameterException if it cannot be written */
    void write(String content) {
        try {
            Files.writeString(Path.of(name), content);
        } catch (IOException | InvalidPathException e) {
            throw refused("a file that can be written", e);
        }
    }

    /** @throws ParameterException if it cannot be read as UTF-8 */
    String read() {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            throw refused("a file that can be read", e);
        }
    }

    ParameterException refused(String allowed, @Nullable Exception cause) {
        return new ParameterException(
                command.commandLine(),
                "Invalid value for option '%s': %s is not allowed; allowed: %s".formatted(option, name, allowed),
                cause);
    }
}
