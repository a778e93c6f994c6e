// SPDX-License-Identifier: Apache-2.0
package org.headwater.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about the server of a data directory.
 *
 * @param pid the process id
 * @param ready whether the server accepts connections (line 8 of the file)
 */
record Postmaster(long pid, boolean ready) {

    static Optional<Postmaster> of(Path dataDirectory) throws IOException {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new Postmaster(Long.parseLong(lines.getFirst().strip()), ready));
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        }
    }

    /**
     * The process behind the file, if it is alive and really a PostgreSQL server of this data directory: process ids
     * are used again by the operating system, and a foreign process must never be stopped.
     */
    Optional<ProcessHandle> process(Path dataDirectory) {
        return ProcessHandle.of(pid).filter(process -> serves(dataDirectory));
    }

    private boolean serves(Path dataDirectory) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            List<String> words = List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
            int directory = words.indexOf("-D") + 1;
            return words.getFirst().endsWith("/postgres")
                    && directory > 0
                    && directory < words.size()
                    && words.get(directory).equals(dataDirectory.toString());
        } catch (IOException goneOrNotReadable) {
            return false;
        }
    }
}
