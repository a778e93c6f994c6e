// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file as content-addressed blocks, what {@code ipfs add --cid-version=1 --raw-leaves --chunker=size-262144} makes:
 * raw leaves of 256 KiB, balanced dag-pb nodes of up to 174 links; a file of one chunk is its own root.
 *
 * @param root identifier of the file
 * @param blocks every block, children before their parents, the root last
 * @see <a href="https://specs.ipfs.tech/unixfs/">UnixFS specification</a>
 */
record UnixFs(Cid root, List<Block> blocks) {

    static final int CHUNK_SIZE = 262_144;
    static final int LINKS_PER_NODE = 174;

    /** One block and the identifier that its bytes hash to. */
    @SuppressWarnings("ArrayRecordComponent")
    record Block(Cid cid, byte[] bytes) {}

    /** A child as its parent sees it: file bytes below it, and bytes of all blocks below and including it. */
    private record Link(Cid cid, long fileSize, long blocksSize) {}

    static UnixFs of(byte[] content) {
        List<Block> blocks = new ArrayList<>();
        List<Link> level = leaves(content, blocks);
        while (level.size() > 1) {
            level = parents(level, blocks);
        }
        return new UnixFs(level.getFirst().cid(), List.copyOf(blocks));
    }

    private static List<Link> leaves(byte[] content, List<Block> blocks) {
        List<Link> leaves = new ArrayList<>();
        int start = 0;
        do {
            byte[] chunk = Arrays.copyOfRange(content, start, Math.min(content.length, start + CHUNK_SIZE));
            Cid cid = Cid.ofBlock(Cid.Codec.RAW, chunk);
            blocks.add(new Block(cid, chunk));
            leaves.add(new Link(cid, chunk.length, chunk.length));
            start += CHUNK_SIZE;
        } while (start < content.length);
        return leaves;
    }

    private static List<Link> parents(List<Link> children, List<Block> blocks) {
        List<Link> parents = new ArrayList<>();
        for (int first = 0; first < children.size(); first += LINKS_PER_NODE) {
            parents.add(parent(children.subList(first, Math.min(children.size(), first + LINKS_PER_NODE)), blocks));
        }
        return parents;
    }

    private static Link parent(List<Link> children, List<Block> blocks) {
        byte[] node = node(children);
        Cid cid = Cid.ofBlock(Cid.Codec.DAG_PB, node);
        blocks.add(new Block(cid, node));
        long fileSize = children.stream().mapToLong(Link::fileSize).sum();
        long blocksSize =
                node.length + children.stream().mapToLong(Link::blocksSize).sum();
        return new Link(cid, fileSize, blocksSize);
    }

    private static byte[] node(List<Link> children) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (Link child : children) {
            ByteArrayOutputStream link = new ByteArrayOutputStream();
            Protobuf.writeBytes(link, 1, child.cid().bytes());
            Protobuf.writeBytes(link, 2, new byte[0]);
            Protobuf.writeVarint(link, 3, child.blocksSize());
            Protobuf.writeBytes(node, 2, link.toByteArray());
        }
        Protobuf.writeBytes(node, 1, fileData(children));
        return node.toByteArray();
    }

    private static byte[] fileData(List<Link> children) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Protobuf.writeVarint(data, 1, 2);
        Protobuf.writeVarint(
                data, 3, children.stream().mapToLong(Link::fileSize).sum());
        children.forEach(child -> Protobuf.writeVarint(data, 4, child.fileSize()));
        return data.toByteArray();
    }
}
