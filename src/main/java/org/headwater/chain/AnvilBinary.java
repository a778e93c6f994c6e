// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The node's program, unpacked from the class path and never run unless its SHA-256 is the one recorded at build. */
final class AnvilBinary {

    private static final String RESOURCE = "/embedded/anvil";

    private AnvilBinary() {}

    static Path unpackedIn(Path directory) throws IOException {
        Path binary = directory.resolve("anvil");
        String expected = expectedHash();
        if (Files.isRegularFile(binary)
                && expected.equals(hash(Files.newInputStream(binary), OutputStream.nullOutputStream()))) {
            return binary;
        }
        Path unfinished = directory.resolve("anvil-unfinished");
        try (OutputStream output = Files.newOutputStream(unfinished)) {
            String found = hash(resource(RESOURCE), output);
            if (!found.equals(expected)) {
                throw new IOException("the packed node has SHA-256 %s, expected %s".formatted(found, expected));
            }
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.move(unfinished, binary, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String expectedHash() throws IOException {
        try (InputStream recorded = resource(RESOURCE + ".sha256")) {
            String text = new String(recorded.readAllBytes(), StandardCharsets.US_ASCII).strip();
            return text.substring(0, Math.min(64, text.length()));
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = AnvilBinary.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException(
                    "this build carries no chain node (%s is missing); set headwater.chain.url".formatted(name));
        }
        return resource;
    }

    private static String hash(InputStream input, OutputStream copy) throws IOException {
        try (input;
                var output = new DigestOutputStream(copy, MessageDigest.getInstance("SHA-256"))) {
            input.transferTo(output);
            return HexFormat.of().formatHex(output.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
