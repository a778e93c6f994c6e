// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Blocks as files below one directory: {@code blocks/<last two characters>/<cid>} and {@code pins/<cid>}.
 * A block is written beside its place, forced to disk and renamed, so a kill leaves it whole or absent.
 */
public final class EmbeddedBlockStore implements BlockStore {

    private final Path blocks;
    private final Path pins;

    /** @param directory created if absent; the blocks go into {@code blocks/}, the pins into {@code pins/} */
    public EmbeddedBlockStore(Path directory) {
        this.blocks = directory.resolve("blocks");
        this.pins = directory.resolve("pins");
    }

    @Override
    public Cid add(byte[] content) {
        if (content.length > MAXIMUM_SIZE) {
            throw new BlockStoreFailure(content.length + " bytes; allowed: at most " + MAXIMUM_SIZE);
        }
        Cid root = UnixFs.split(content, block -> write(blockDirectory(block.cid()), block));
        write(pins, new UnixFs.Block(root, new byte[0]));
        return root;
    }

    @Override
    public PinState pinState(Cid cid) {
        if (!Files.exists(blockPath(cid))) {
            return PinState.ABSENT;
        }
        return Files.exists(pins.resolve(cid.text())) ? PinState.PINNED : PinState.PRESENT;
    }

    @Override
    public Optional<byte[]> block(Cid cid) {
        try {
            byte[] bytes = Files.readAllBytes(blockPath(cid));
            if (!cid.matches(bytes)) {
                throw new BlockStoreFailure("the stored bytes of " + cid + " do not hash to it: " + blockPath(cid));
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BlockStoreFailure("cannot read " + blockPath(cid) + ": " + e.getMessage(), e);
        }
    }

    private Path blockPath(Cid cid) {
        return blockDirectory(cid).resolve(cid.text());
    }

    private Path blockDirectory(Cid cid) {
        return blocks.resolve(cid.text().substring(cid.text().length() - 2));
    }

    private static void write(Path directory, UnixFs.Block block) {
        Path path = directory.resolve(block.cid().text());
        try {
            if (!isWhole(path, block)) {
                createDirectories(directory);
                replace(directory, path, block.bytes());
            }
        } catch (IOException e) {
            throw new BlockStoreFailure("cannot store " + block.cid() + " at " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isWhole(Path path, UnixFs.Block block) throws IOException {
        return Files.exists(path) && Arrays.equals(Files.readAllBytes(path), block.bytes());
    }

    private static void replace(Path directory, Path path, byte[] bytes) throws IOException {
        Path fresh = Files.createTempFile(directory, ".new-", "");
        try {
            writeDurably(fresh, bytes);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(directory);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void writeDurably(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                createDirectories(parent);
            }
            createDirectory(directory);
            if (parent != null) {
                force(parent);
            }
        }
    }

    private static void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    /** A rename is durable only after its directory has been forced too. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
