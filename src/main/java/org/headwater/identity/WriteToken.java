// SPDX-License-Identifier: Apache-2.0
package org.headwater.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secret that a write must carry as {@code Authorization: Bearer …}: 256 random bits in hexadecimal, kept in the file
 * {@code token} of the data directory, readable by its owner alone.
 */
@Component
public class WriteToken {

    private final String value;

    WriteToken(@Value("${headwater.data-dir}") Path dataDirectory) {
        Path file = dataDirectory.resolve("token");
        try {
            String kept = Files.exists(file) ? Files.readString(file).strip() : "";
            this.value = kept.isEmpty() ? create(file) : kept;
        } catch (IOException e) {
            throw new UncheckedIOException("headwater.data-dir: cannot keep the write token in " + file, e);
        }
    }

    private static String create(Path file) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path complete = Files.createTempFile(
                directory,
                "token",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(complete, token + "\n");
        // a start that is killed leaves the whole token or none, never an empty one that anybody could guess
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        return token;
    }

    /** The token itself, for the start URL of the local dashboard. */
    public String value() {
        return value;
    }

    boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }
}
