// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts a file together from its blocks; the blocks given must already have been hashed. */
final class UnixFsReader {

    private static final int MAXIMUM_DEPTH = 8;

    private final Function<Cid, Optional<byte[]>> blocks;

    UnixFsReader(Function<Cid, Optional<byte[]>> blocks) {
        this.blocks = blocks;
    }

    /** The file under {@code root}; empty if any of its blocks is missing. */
    Optional<byte[]> read(Cid root) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        return append(root, file, 0) ? Optional.of(file.toByteArray()) : Optional.empty();
    }

    private boolean append(Cid cid, ByteArrayOutputStream file, int depth) {
        Optional<byte[]> block = blocks.apply(cid);
        if (block.isEmpty()) {
            return false;
        }
        if (cid.codec() == Cid.Codec.DAG_PB) {
            return children(cid, block.get(), depth).stream().allMatch(child -> append(child, file, depth + 1));
        }
        file.writeBytes(block.get());
        requireSize(cid, file.size());
        return true;
    }

    private static List<Cid> children(Cid cid, byte[] node, int depth) {
        if (depth >= MAXIMUM_DEPTH) {
            throw new BlockStoreFailure(cid + " is nested deeper than " + MAXIMUM_DEPTH + " levels");
        }
        try {
            return Protobuf.read(node).stream()
                    .filter(field -> field.number() == 2)
                    .map(UnixFsReader::target)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new BlockStoreFailure(cid + " is not a UnixFS node: " + e.getMessage(), e);
        }
    }

    private static Cid target(Protobuf.Field link) {
        return Protobuf.read(link.payload()).stream()
                .filter(field -> field.number() == 1)
                .findFirst()
                .map(field -> new Cid("b" + Base32.encode(field.payload())))
                .orElseThrow(() -> new IllegalArgumentException("link without a hash"));
    }

    private static void requireSize(Cid cid, int size) {
        if (size > BlockStore.MAXIMUM_SIZE) {
            throw new BlockStoreFailure(cid + " is larger than " + BlockStore.MAXIMUM_SIZE + " bytes");
        }
    }
}
