// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.headwater.document.Json;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;
import tools.jackson.core.JacksonException;

/**
 * What a deployment has signed, line by line in a file: first the terms, then each transaction before it is sent. It is on
 * disk before anything is sent, so that a run after an interruption finds what is there; one run at a time holds it.
 */
public final class DeploymentRecord implements AutoCloseable {

    private static final long LARGEST_FILE = 16L * 1024 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final List<Sent> sent = new ArrayList<>();
    private @Nullable Start start;

    private DeploymentRecord(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * What the deployment is.
     *
     * @param deployer address, checksummed
     * @param fromBlock a block before the first event of any of the contracts
     */
    record Start(DeploymentTerms terms, String deployer, long fromBlock) {}

    /**
     * A transaction that may have been sent.
     *
     * @param step which it is
     * @param nonce of the deployer
     * @param dataHash Keccak-256 of the call or creation code
     * @param bytes as they were signed, in hex
     */
    record Sent(String step, long nonce, String dataHash, String bytes) {

        static Sent of(String step, PartyAccount.Unsigned unsigned, byte[] signed) {
            return new Sent(step, unsigned.nonce(), Hash.sha3(unsigned.data()), Numeric.toHexString(signed));
        }

        byte[] signed() {
            return Numeric.hexStringToByteArray(bytes);
        }

        String hash() {
            return PartyAccount.hash(signed());
        }
    }

    /**
     * Opens the record, or begins one.
     *
     * @throws IOException if the file cannot be used, another run holds it, or it is no such record
     */
    public static DeploymentRecord open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var record = new DeploymentRecord(file, channel);
        try {
            record.lock();
            record.read();
            return record;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void lock() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(null);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(e);
        }
    }

    private IOException inUse(@Nullable Throwable cause) {
        return new IOException("%s is held by another run of this deployment".formatted(file), cause);
    }

    /** A last line without its end was being written when the run ended; its transaction was not sent yet. */
    private void read() throws IOException {
        if (channel.size() > LARGEST_FILE) {
            throw new IOException("%s is no record of a deployment: %d bytes".formatted(file, channel.size()));
        }
        String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        List<String> lines = text.substring(0, whole).lines().toList();
        try {
            for (String line : lines) {
                if (start == null) {
                    start = Json.mapper().readValue(line, Start.class);
                } else {
                    sent.add(Json.mapper().readValue(line, Sent.class));
                }
            }
        } catch (JacksonException e) {
            throw new IOException("%s is no record of a deployment: %s".formatted(file, e.getOriginalMessage()), e);
        }
        channel.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
    }

    /**
     * The first block, which the first run has written.
     *
     * @param asked the first block that is asked for, if any is
     * @param otherwise the first block of a first run that is not asked for one
     * @throws IllegalArgumentException if the record is of a deployment on other terms, from another block or with another
     *     key
     */
    long begin(DeploymentTerms terms, String deployer, OptionalLong asked, LongSupplier otherwise) {
        if (start == null) {
            Start first = new Start(terms, deployer, asked.orElseGet(otherwise));
            append(first);
            start = first;
        }
        Start now = new Start(terms, deployer, asked.orElse(start.fromBlock()));
        if (!start.equals(now)) {
            throw new IllegalArgumentException(
                    "%s is the record of another deployment: %s; now asked for: %s".formatted(file, start, now));
        }
        return start.fromBlock();
    }

    /** All transactions, the oldest first. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Keeps a transaction that is about to be sent. */
    void add(Sent transaction) {
        append(transaction);
        sent.add(transaction);
    }

    private void append(Object line) {
        byte[] bytes = (Json.mapper().writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written; nothing was sent", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
