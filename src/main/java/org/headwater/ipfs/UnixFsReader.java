// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a file together from its blocks; the blocks given must already have been hashed. A file has at most
 * {@link BlockStore#MAXIMUM_SIZE} bytes, {@value #MAXIMUM_BLOCKS} blocks and {@value #MAXIMUM_DEPTH} levels of nodes.
 */
final class UnixFsReader {

    static final int MAXIMUM_DEPTH = 8;
    static final int MAXIMUM_BLOCKS = 16_384;

    private final Function<Cid, Optional<byte[]>> blocks;
    private final int most;

    UnixFsReader(Function<Cid, Optional<byte[]>> blocks) {
        this(blocks, BlockStore.MAXIMUM_SIZE);
    }

    /** @param most bytes of a file */
    UnixFsReader(Function<Cid, Optional<byte[]>> blocks, int most) {
        this.blocks = blocks;
        this.most = most;
    }

    /**
     * The file under {@code root}; empty if any of its blocks is missing.
     *
     * @throws BlockStoreFailure if it is beyond a limit, or not a file
     */
    Optional<byte[]> read(Cid root) {
        Assembly file = new Assembly(root);
        return file.append(root, 0) ? Optional.of(file.bytes()) : Optional.empty();
    }

    private final class Assembly {

        private final Cid root;
        private final List<byte[]> leaves = new ArrayList<>();
        private int size;
        private int visited;

        Assembly(Cid root) {
            this.root = root;
        }

        boolean append(Cid cid, int depth) {
            require(++visited <= MAXIMUM_BLOCKS, "has more than " + MAXIMUM_BLOCKS + " blocks");
            Optional<byte[]> block = blocks.apply(cid);
            if (block.isEmpty()) {
                return false;
            }
            return switch (cid.codec()) {
                case RAW -> appendLeaf(block.get());
                case DAG_PB -> appendParts(UnixFsNode.parse(cid, block.get()), depth);
            };
        }

        private boolean appendLeaf(byte[] leaf) {
            require(leaf.length <= most - size, "is larger than " + most + " bytes");
            leaves.add(leaf);
            size += leaf.length;
            return true;
        }

        private boolean appendParts(UnixFsNode node, int depth) {
            require(depth < MAXIMUM_DEPTH, "is nested deeper than " + MAXIMUM_DEPTH + " levels");
            for (UnixFsNode.Link part : node.links()) {
                int before = size;
                if (!append(part.cid(), depth + 1)) {
                    return false;
                }
                require(
                        size - before == part.fileSize(),
                        "names " + part.fileSize() + " bytes at " + part.cid() + " where " + (size - before) + " are");
            }
            return true;
        }

        private void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new BlockStoreFailure(root + " " + otherwise);
            }
        }

        byte[] bytes() {
            if (leaves.size() == 1) {
                return leaves.getFirst();
            }
            byte[] file = new byte[size];
            int position = 0;
            for (byte[] leaf : leaves) {
                System.arraycopy(leaf, 0, file, position, leaf.length);
                position += leaf.length;
            }
            return file;
        }
    }
}
