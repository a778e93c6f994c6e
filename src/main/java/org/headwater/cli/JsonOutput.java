// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import org.headwater.simulation.Mechanism;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the commands print it: indented, mechanisms by their label. */
final class JsonOutput {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addMixIn(Mechanism.class, Labelled.class)
            .build();

    private JsonOutput() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    private interface Labelled {
        @JsonValue
        String label();
    }
}
