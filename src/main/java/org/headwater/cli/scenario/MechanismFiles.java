// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.ArrayList;
import java.util.List;
import org.headwater.simulation.Mechanism;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Mechanisms that the user declares. */
final class MechanismFiles {

    static final String OPTION = "--mechanism-file";

    private final MechanismReader reader;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            description = "A mechanism declared in JSON (schemas/mechanism.schema.json).")
    private final List<String> files = new ArrayList<>();

    MechanismFiles(MechanismReader reader) {
        this.reader = reader;
    }

    /** @throws picocli.CommandLine.ParameterException if a file cannot be read or declares no mechanism */
    List<Mechanism> read() {
        return files.stream().map(this::read).toList();
    }

    private Mechanism read(String name) {
        TextFile file = new TextFile(command, OPTION, name);
        try {
            return reader.read(file.read());
        } catch (IllegalArgumentException e) {
            throw file.refused("a mechanism; " + e.getMessage(), e);
        }
    }
}
