// SPDX-License-Identifier: Apache-2.0
package org.headwater.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTokenTest {

    @TempDir
    private Path directory;

    @Test
    void tokenIsKeptInAFileThatOnlyItsOwnerReads() throws IOException {
        Path dataDirectory = directory.resolve("new/data");
        WriteToken token = new WriteToken(dataDirectory);

        assertThat(token.value()).matches("[0-9a-f]{64}");
        assertThat(Files.readString(dataDirectory.resolve("token"))).isEqualTo(token.value() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDirectory.resolve("token"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(dataDirectory)) {
            assertThat(files).containsExactly(dataDirectory.resolve("token"));
        }
    }

    @Test
    void laterStartsFindTheSameToken() {
        WriteToken first = new WriteToken(directory);

        assertThat(new WriteToken(directory).value()).isEqualTo(first.value());
        assertThat(new WriteToken(directory.resolve("other")).value()).isNotEqualTo(first.value());
    }

    @Test
    void matchesItselfOnly() {
        WriteToken token = new WriteToken(directory);

        assertThat(token.matches(token.value())).isTrue();
        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(token.value().substring(1))).isFalse();
        assertThat(token.matches(token.value() + "0")).isFalse();
    }

    /** A start that was killed while it wrote the token must not leave one that everybody knows. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  "})
    void emptyFileIsReplaced(String content) throws IOException {
        Files.writeString(directory.resolve("token"), content);
        WriteToken token = new WriteToken(directory);

        assertThat(token.value()).matches("[0-9a-f]{64}");
        assertThat(token.matches("")).isFalse();
        assertThat(new WriteToken(directory).value()).isEqualTo(token.value());
    }

    @Test
    void namesTheSettingWhenTheFileCannotBeKept() throws IOException {
        Path file = Files.writeString(directory.resolve("data"), "a file where a directory should be");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new WriteToken(file))
                .withMessageContaining("headwater.data-dir")
                .withMessageContaining(file.toString());
    }
}
