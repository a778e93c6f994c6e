// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real EVM node (anvil) as a child process on a free loopback port. {@code DIR/anvil} is the program; {@code DIR/chain}
 * holds the state, which it writes every second and at its end, its process id and its log.
 */
final class EmbeddedNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedNode.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Before any block that was ever recorded, so that a lost chain can be rebuilt with the recorded block times. */
    private static final long GENESIS_TIME = 1_577_836_800L;

    private final Path directory;
    private final Path binary;
    private final Path state;
    private final FileChannel lock;
    private final int port;
    private Process process;

    private EmbeddedNode(Path dataDirectory, Path directory, FileChannel lock) throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.state = directory.resolve("state.json");
        this.binary = AnvilBinary.unpackedIn(dataDirectory);
        stopStaleNodes();
        this.port = freePort();
        this.process = launch();
    }

    /**
     * Starts the node on the state of the last run.
     *
     * @throws ChainNotAvailable if the directory cannot be used or another process holds it
     */
    static EmbeddedNode start(Path dataDirectory) {
        Path directory = dataDirectory.resolve("chain");
        try {
            Files.createDirectories(directory);
            FileChannel lock = lock(directory);
            try {
                return new EmbeddedNode(dataDirectory, directory, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(directory, e.toString(), e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** Starts the node again if it ended by itself; true if so, and then it may have lost its last second. */
    synchronized boolean restartIfEnded() {
        if (process.isAlive()) {
            return false;
        }
        LOG.warn("The embedded chain node ended with code {}; starting it again", process.exitValue());
        try {
            process = launch();
            return true;
        } catch (IOException e) {
            throw failure(directory, e.toString(), e);
        }
    }

    /** Ends the node, which writes its state first. */
    @Override
    public synchronized void close() throws IOException {
        try {
            terminate(process.toHandle(), process::isAlive);
            Files.deleteIfExists(pidFile());
        } finally {
            lock.close();
        }
    }

    private Process launch() throws IOException {
        Process started = run();
        if (!answers(started) && Files.exists(state) && !started.isAlive()) {
            LOG.warn("The chain's state file is damaged; the chain is rebuilt from the stored transactions");
            Files.move(state, directory.resolve("state-damaged.json"), StandardCopyOption.REPLACE_EXISTING);
            started = run();
        }
        if (!answers(started)) {
            started.destroy();
            throw failure(directory, "the node did not start: " + lastLines(), null);
        }
        return started;
    }

    private Process run() throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(binary.toString(), "--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--chain-id", Long.toString(Chain.LOCAL_ID), "--accounts", "0", "--no-cors"));
        command.addAll(List.of("--state", state.toString(), "--state-interval", "1"));
        command.addAll(List.of("--timestamp", Long.toString(GENESIS_TIME)));
        command.addAll(List.of("--cache-path", directory.resolve("cache").toString()));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        Files.writeString(
                pidFile(),
                Long.toString(started.pid()),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        return started;
    }

    private boolean answers(Process started) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (started.isAlive() && System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return true;
            } catch (IOException notYet) {
                Pause.of(Duration.ofMillis(5));
            }
        }
        return false;
    }

    /**
     * Nodes that outlived a killed service are ended properly, so that they write their newest state. All processes are
     * looked through: a service killed right after it started its node has not written the process id yet, and two nodes
     * would overwrite each other's state.
     */
    private void stopStaleNodes() throws IOException {
        List<Long> stale = ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(this::isOurs)
                .toList();
        for (long pid : stale) {
            LOG.info("Stopping chain node {} that an earlier run left behind", pid);
            // Nobody may ever wait for an orphan, so that it stays listed; but then it has no command line any more.
            ProcessHandle.of(pid).ifPresent(node -> terminate(node, () -> isOurs(pid)));
        }
        Files.deleteIfExists(pidFile());
    }

    /** Process ids are used again: only a process with our program and our state file is our node. */
    private boolean isOurs(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            List<String> words = List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
            return words.contains(binary.toString()) && words.contains(state.toString());
        } catch (IOException goneOrNotReadable) {
            return false;
        }
    }

    /** Asks the process to end, forces it after a while, and returns when it has ended. */
    private static void terminate(ProcessHandle node, BooleanSupplier alive) {
        node.destroy();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (alive.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                node.destroyForcibly();
            }
            Pause.of(Duration.ofMillis(5));
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw failure(directory, "another Headwater process uses it; stop that one or set another directory", null);
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path pidFile() {
        return directory.resolve("anvil.pid");
    }

    private Path log() {
        return directory.resolve("anvil.log");
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static ChainNotAvailable failure(Path directory, String reason, @Nullable Throwable cause) {
        return new ChainNotAvailable(
                "headwater.data-dir: the chain cannot run in %s: %s".formatted(directory, reason), cause);
    }
}
