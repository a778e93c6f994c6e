// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/**
 * The first section of an archive: {@code {"roots": [link, …], "version": 1}} in DAG-CBOR, which has one form only.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-cbor/spec/">DAG-CBOR specification</a>
 */
final class CarHeader {

    static final int MAXIMUM_SIZE = 64 * 1024;

    /** A map of two members, and the name of the first. */
    private static final byte[] START = bytes("a265" + hex("roots"));
    /** The name of the second member, and 1. */
    private static final byte[] END = bytes("67" + hex("version") + "01");
    /** Tag 42, and a string of 37 bytes that begins with 0. */
    private static final byte[] LINK = bytes("d82a582500");

    private static final int ARRAY = 0x80;
    private static final int LARGEST_IN_HEAD = 23;
    private static final int ONE_BYTE_FOLLOWS = 24;
    private static final int TWO_BYTES_FOLLOW = 25;

    private CarHeader() {}

    /** @throws IllegalArgumentException if there are no roots, too many, or one twice */
    static byte[] section(List<Cid> roots) {
        requireRoots(roots);
        byte[] header = encode(roots);
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(Varint.bytes(header.length));
        section.writeBytes(header);
        return section.toByteArray();
    }

    private static byte[] encode(List<Cid> roots) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(START);
        header.writeBytes(arrayHead(roots.size()));
        for (Cid root : roots) {
            header.writeBytes(LINK);
            header.writeBytes(root.bytes());
        }
        header.writeBytes(END);
        return header.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not the one form of a header with roots of the accepted kind */
    static List<Cid> roots(byte[] header) {
        ByteBuffer in = ByteBuffer.wrap(header);
        List<Cid> roots = new ArrayList<>();
        take(in, START);
        for (int left = arraySize(in); left > 0; left--) {
            take(in, LINK);
            roots.add(Cid.ofBytes(take(in, Cid.LENGTH)));
        }
        take(in, END);
        requireRoots(roots);
        if (!Arrays.equals(encode(roots), header)) {
            throw new IllegalArgumentException("the header is not written in its one form");
        }
        return List.copyOf(roots);
    }

    private static void requireRoots(List<Cid> roots) {
        if (roots.isEmpty() || roots.size() > Car.MAXIMUM_ROOTS) {
            throw new IllegalArgumentException(roots.size() + " roots; allowed: 1 to " + Car.MAXIMUM_ROOTS);
        }
        if (new HashSet<>(roots).size() < roots.size()) {
            throw new IllegalArgumentException("a root stands twice");
        }
    }

    private static byte[] arrayHead(int size) {
        if (size <= LARGEST_IN_HEAD) {
            return new byte[] {(byte) (ARRAY | size)};
        }
        return size <= 0xff
                ? new byte[] {(byte) (ARRAY | ONE_BYTE_FOLLOWS), (byte) size}
                : new byte[] {(byte) (ARRAY | TWO_BYTES_FOLLOW), (byte) (size >>> 8), (byte) size};
    }

    private static int arraySize(ByteBuffer in) {
        int head = take(in, 1)[0] & 0xff;
        return switch (head - ARRAY) {
            case ONE_BYTE_FOLLOWS -> take(in, 1)[0] & 0xff;
            case TWO_BYTES_FOLLOW -> ByteBuffer.wrap(take(in, 2)).getShort() & 0xffff;
            default -> {
                if (head < ARRAY || head > ARRAY + LARGEST_IN_HEAD) {
                    throw new IllegalArgumentException("the roots are no list");
                }
                yield head - ARRAY;
            }
        };
    }

    private static void take(ByteBuffer in, byte[] expected) {
        if (!Arrays.equals(take(in, expected.length), expected)) {
            throw new IllegalArgumentException("it is not {roots, version: 1} in DAG-CBOR");
        }
    }

    private static byte[] take(ByteBuffer in, int count) {
        if (in.remaining() < count) {
            throw new IllegalArgumentException("the header ends early");
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
