// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.nio.charset.StandardCharsets;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.project.DeclaredMechanism;
import org.headwater.simulation.Mechanism;

/** Mechanisms that users declare, as the commands that simulate take them. */
final class DeclaredMechanisms {

    private DeclaredMechanisms() {}

    /** @throws IllegalArgumentException naming every member that is wrong */
    static Mechanism read(String json) {
        try {
            return DeclaredMechanism.from(Json.parse(json.getBytes(StandardCharsets.UTF_8)))
                    .mechanism();
        } catch (InvalidDocument refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }
}
