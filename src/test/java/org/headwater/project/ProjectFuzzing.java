// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.headwater.Examples;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import tools.jackson.databind.JsonNode;

/** A project or a mechanism is read or refused, and an outline that is accepted can be coarsened to one that is. */
public final class ProjectFuzzing {

    private ProjectFuzzing() {}

    /** Loads the schemas, for which the first input would have to wait. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(Examples.json(Examples.SYNTHETIC).toString().getBytes(StandardCharsets.UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Geometry coarse;
        try {
            JsonNode json = Json.parse(input);
            if (json.has("costShares")) {
                DeclaredMechanism.from(json);
                return;
            }
            coarse = Project.from(json).area().geometry().generalised();
        } catch (InvalidDocument refused) {
            return;
        }
        List<Violation> violations = coarse.violations("");
        violations.addAll(coarse.violationsOfCoarseness(""));
        if (!violations.isEmpty()) {
            throw new AssertionError(violations);
        }
    }
}
