// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An inner node of a file, a dag-pb block: links to its parts in order, and how many bytes of the file each of them holds.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-pb/spec/">dag-pb specification</a>
 */
record UnixFsNode(List<Link> links) {

    private static final int NODE_DATA = 1;
    private static final int NODE_LINK = 2;
    private static final int LINK_HASH = 1;
    private static final int LINK_NAME = 2;
    private static final int LINK_BLOCKS_SIZE = 3;
    private static final int DATA_TYPE = 1;
    private static final int DATA_FILE_SIZE = 3;
    private static final int DATA_PART_SIZE = 4;
    private static final int FILE = 2;

    /** A part as its parent sees it: file bytes below it, and bytes of all blocks below and including it. */
    record Link(Cid cid, long fileSize, long blocksSize) {}

    UnixFsNode {
        links = List.copyOf(links);
    }

    /** Bytes of the file below this node. */
    long fileSize() {
        return links.stream().mapToLong(Link::fileSize).sum();
    }

    /** Bytes of all blocks below this node, its own not among them. */
    long blocksSize() {
        return links.stream().mapToLong(Link::blocksSize).sum();
    }

    byte[] bytes() {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        links.forEach(link -> Protobuf.writeBytes(node, NODE_LINK, bytes(link)));
        Protobuf.writeBytes(node, NODE_DATA, data());
        return node.toByteArray();
    }

    private static byte[] bytes(Link child) {
        ByteArrayOutputStream link = new ByteArrayOutputStream();
        Protobuf.writeBytes(link, LINK_HASH, child.cid().bytes());
        Protobuf.writeBytes(link, LINK_NAME, new byte[0]);
        Protobuf.writeVarint(link, LINK_BLOCKS_SIZE, child.blocksSize());
        return link.toByteArray();
    }

    private byte[] data() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Protobuf.writeVarint(data, DATA_TYPE, FILE);
        Protobuf.writeVarint(data, DATA_FILE_SIZE, fileSize());
        links.forEach(link -> Protobuf.writeVarint(data, DATA_PART_SIZE, link.fileSize()));
        return data.toByteArray();
    }

    /**
     * Reads a node of a file whose bytes are all in its leaves. Directories, and nodes with bytes of their own, are
     * refused.
     *
     * @throws BlockStoreFailure naming the block and what is wrong with it
     */
    static UnixFsNode parse(Cid cid, byte[] block) {
        try {
            return parse(Protobuf.read(block));
        } catch (IllegalArgumentException e) {
            throw new BlockStoreFailure(cid + " is not a node of a file: " + e.getMessage(), e);
        }
    }

    private static UnixFsNode parse(List<Protobuf.Field> node) {
        List<Protobuf.Field> links =
                node.stream().filter(field -> field.number() == NODE_LINK).toList();
        List<Protobuf.Field> data = Protobuf.read(only(node, NODE_DATA).payload());
        List<Protobuf.Field> sizes =
                data.stream().filter(field -> field.number() == DATA_PART_SIZE).toList();
        require(only(data, DATA_TYPE).value() == FILE, "its type is not 2 (file)");
        require(data.stream().noneMatch(field -> field.number() == 2), "it has bytes of its own");
        require(!links.isEmpty(), "it has no links");
        require(links.size() == sizes.size(), links.size() + " links, but " + sizes.size() + " sizes");
        UnixFsNode parsed = new UnixFsNode(IntStream.range(0, links.size())
                .mapToObj(i -> link(links.get(i), sizes.get(i).value()))
                .toList());
        require(only(data, DATA_FILE_SIZE).value() == parsed.fileSize(), "its size is not the sum of its parts");
        return parsed;
    }

    private static Link link(Protobuf.Field link, long fileSize) {
        List<Protobuf.Field> fields = Protobuf.read(link.payload());
        require(fileSize > 0 && fileSize <= BlockStore.MAXIMUM_SIZE, "a part of " + fileSize + " bytes");
        long blocksSize = fields.stream()
                .filter(field -> field.number() == LINK_BLOCKS_SIZE)
                .mapToLong(Protobuf.Field::value)
                .findFirst()
                .orElse(0);
        return new Link(Cid.ofBytes(only(fields, LINK_HASH).payload()), fileSize, blocksSize);
    }

    private static Protobuf.Field only(List<Protobuf.Field> fields, int number) {
        List<Protobuf.Field> found =
                fields.stream().filter(field -> field.number() == number).toList();
        require(found.size() == 1, "field " + number + " stands " + found.size() + " times; allowed: once");
        return found.getFirst();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
