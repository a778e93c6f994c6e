// SPDX-License-Identifier: Apache-2.0
package org.headwater.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL server as a child process, durable settings on, listening on a free loopback port.
 *
 * <p>Its directory holds {@code binaries-<version>}, {@code data}, {@code password} (0600), {@code server.log} and
 * {@code lock}.
 */
final class EmbeddedPostgres implements AutoCloseable {

    static final String USER = "headwater";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path data;
    private final DirectoryLock lock;
    private final PostgresBinaries binaries;
    private final int port;
    private final Process server;

    private EmbeddedPostgres(Path directory, DirectoryLock lock) throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.lock = lock;
        this.binaries = PostgresBinaries.unpackedIn(directory);
        initialise();
        stopStaleServer();
        this.port = freePort();
        this.server = launch();
        awaitReady();
    }

    /**
     * Starts the server; the first start unpacks the programs and creates the database.
     *
     * @throws DatabaseNotStarted if the directory cannot be used or another process holds it
     */
    static EmbeddedPostgres start(Path directory) {
        long begin = System.nanoTime();
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.acquire(directory);
            EmbeddedPostgres postgres = startLocked(directory, lock);
            LOG.info("PostgreSQL ready on port {} after {} ms", postgres.port, (System.nanoTime() - begin) / 1_000_000);
            return postgres;
        } catch (IOException | UncheckedIOException e) {
            throw new DatabaseNotStarted(directory, e.toString(), e);
        }
    }

    private static EmbeddedPostgres startLocked(Path directory, DirectoryLock lock) throws IOException {
        try {
            return new EmbeddedPostgres(directory, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    String password() {
        try {
            return Files.readString(directory.resolve("password"));
        } catch (IOException e) {
            throw new DatabaseNotStarted(directory, "cannot read the file password: " + e, e);
        }
    }

    long pid() {
        return server.pid();
    }

    /** Stops the server in PostgreSQL's fast mode and waits until it has ended. */
    @Override
    public void close() throws IOException {
        try {
            stop();
            server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }

    /** Creates the database beside its final place and renames, so that a killed first start leaves nothing half done. */
    private void initialise() throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            checkVersion();
            return;
        }
        Path unfinished = directory.resolve("data-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Path password = writePassword();
        run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-instructions"));
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        String expected = PostgresBinaries.VERSION.substring(0, PostgresBinaries.VERSION.indexOf('.'));
        if (!found.equals(expected)) {
            throw new DatabaseNotStarted(
                    directory, "the data are of PostgreSQL %s, this build needs %s".formatted(found, expected), null);
        }
    }

    private Path writePassword() throws IOException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Path file = directory.resolve("password");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(secret), StandardOpenOption.DSYNC);
        return file;
    }

    /** A server that outlived a killed service still holds the data; it is stopped properly before a new one starts. */
    private void stopStaleServer() throws IOException {
        var stale = Postmaster.of(data);
        if (stale.isEmpty() || ProcessHandle.of(stale.get().pid()).isEmpty()) {
            return;
        }
        if (stale.get().process(data).isPresent()) {
            LOG.info(
                    "Stopping PostgreSQL process {} that an earlier run left behind",
                    stale.get().pid());
            stop();
        } else {
            // The id now belongs to somebody else's process, which PostgreSQL would take for a running server.
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    private void stop() throws IOException {
        if (Postmaster.of(data).flatMap(postmaster -> postmaster.process(data)).isPresent()) {
            run(
                    "pg_ctl",
                    List.of("stop", "-D", data.toString(), "-m", "fast", "-t", Long.toString(PATIENCE.toSeconds())));
        }
    }

    private Process launch() throws IOException {
        List<String> command = binaries.command(
                "postgres",
                List.of(
                        "-D", data.toString(),
                        "-p", Integer.toString(port),
                        "-c", "listen_addresses=127.0.0.1",
                        "-c", "unix_socket_directories=",
                        "-c", "fsync=on",
                        "-c", "synchronous_commit=on",
                        "-c", "full_page_writes=on",
                        "-c", "shared_buffers=64MB",
                        "-c", "timezone=UTC"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Postmaster.of(data)
                .filter(p -> p.pid() == server.pid() && p.ready())
                .isPresent()) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                server.destroy();
                throw new DatabaseNotStarted(directory, "the server did not start: " + lastLines(log()), null);
            }
            pause();
        }
    }

    private void run(String program, List<String> arguments) throws IOException {
        Path output = directory.resolve(program + ".log");
        Process process = new ProcessBuilder(binaries.command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new DatabaseNotStarted(directory, program + " failed: " + lastLines(output), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, e);
        }
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private static String lastLines(Path file) throws IOException {
        List<String> lines =
                Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while PostgreSQL started", e));
        }
    }
}
