// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is read as JSON has canonical bytes that are read back to the same bytes, and every schema answers about it. */
public final class JsonFuzzing {

    private JsonFuzzing() {}

    /** Loads the schemas, for which the first input would have to wait. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("{}".getBytes(StandardCharsets.UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            byte[] canonical = CanonicalJson.bytes(Json.parse(input));
            if (!Arrays.equals(CanonicalJson.bytes(Json.parse(canonical)), canonical)) {
                throw new AssertionError("canonical bytes are read to others");
            }
            for (DocumentType type : DocumentType.values()) {
                Schemas.violations(type, Json.parse(canonical));
            }
        } catch (InvalidDocument refused) {
            // As it must be.
        }
    }
}
