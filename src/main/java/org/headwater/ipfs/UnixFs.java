// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file as content-addressed blocks, what {@code ipfs add --cid-version=1 --raw-leaves --chunker=size-262144} makes:
 * raw leaves of 256 KiB, balanced dag-pb nodes of up to 174 links; a file of one chunk is its own root.
 *
 * @see <a href="https://specs.ipfs.tech/unixfs/">UnixFS specification</a>
 */
final class UnixFs {

    static final int CHUNK_SIZE = 262_144;
    static final int LINKS_PER_NODE = 174;

    /** One block and the identifier that its bytes hash to. */
    @SuppressWarnings("ArrayRecordComponent")
    record Block(Cid cid, byte[] bytes) {}

    private final Consumer<Block> blocks;

    private UnixFs(Consumer<Block> blocks) {
        this.blocks = blocks;
    }

    /** As {@link #split(InputStream, Consumer)}, of bytes that are here. */
    static Cid split(byte[] content, Consumer<Block> blocks) {
        try {
            return split(new ByteArrayInputStream(content), blocks);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /**
     * Reads the content once and holds one chunk of it at a time.
     *
     * @param blocks is given every block, children before their parents, the root last
     * @return the identifier of the file
     */
    static Cid split(InputStream content, Consumer<Block> blocks) throws IOException {
        UnixFs file = new UnixFs(blocks);
        List<UnixFsNode.Link> level = file.leaves(content);
        while (level.size() > 1) {
            level = file.parents(level);
        }
        return level.getFirst().cid();
    }

    private List<UnixFsNode.Link> leaves(InputStream content) throws IOException {
        List<UnixFsNode.Link> leaves = new ArrayList<>();
        byte[] chunk = content.readNBytes(CHUNK_SIZE);
        do {
            Cid cid = Cid.ofBlock(Cid.Codec.RAW, chunk);
            blocks.accept(new Block(cid, chunk));
            leaves.add(new UnixFsNode.Link(cid, chunk.length, chunk.length));
            chunk = content.readNBytes(CHUNK_SIZE);
        } while (chunk.length > 0);
        return leaves;
    }

    private List<UnixFsNode.Link> parents(List<UnixFsNode.Link> children) {
        List<UnixFsNode.Link> parents = new ArrayList<>();
        for (int first = 0; first < children.size(); first += LINKS_PER_NODE) {
            int end = Math.min(children.size(), first + LINKS_PER_NODE);
            parents.add(parent(new UnixFsNode(children.subList(first, end))));
        }
        return parents;
    }

    private UnixFsNode.Link parent(UnixFsNode node) {
        byte[] bytes = node.bytes();
        Cid cid = Cid.ofBlock(Cid.Codec.DAG_PB, bytes);
        blocks.accept(new Block(cid, bytes));
        return new UnixFsNode.Link(cid, node.fileSize(), bytes.length + node.blocksSize());
    }
}
