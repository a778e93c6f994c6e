// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzingTest {

    @TempDir
    Path directory;

    @Test
    void targetThatFailsIsAFinding() throws Exception {
        List<byte[]> nearly = List.of("worl".getBytes(StandardCharsets.UTF_8));

        Fuzzing.Outcome outcome = Fuzzing.run(Failing.class, nearly, directory);

        assertThat(outcome.finding())
                .hasValueSatisfying(found -> assertThat(found).contains("IllegalStateException"));
    }

    public static final class Failing {

        private Failing() {}

        public static void fuzzerTestOneInput(byte[] input) {
            if (new String(input, StandardCharsets.UTF_8).startsWith("world")) {
                throw new IllegalStateException("found");
            }
        }
    }
}
