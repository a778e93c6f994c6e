// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.headwater.ipfs.Cid;
import tools.jackson.databind.JsonNode;

/**
 * The one encoding of a record as dag-cbor, and its identifier: definite lengths, the shortest heads, keys ordered by length
 * and then by bytes. Our records hold texts, lists and maps only.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-cbor/spec/">DAG-CBOR specification</a>
 */
final class DagCbor {

    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;

    /** How a version 1 identifier with SHA-256 begins, by the codec of its block. */
    private static final String RAW_PREFIX = "bafkrei";

    private static final String DAG_CBOR_PREFIX = "bafyrei";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private DagCbor() {}

    static byte[] bytes(JsonNode record) {
        DagCbor encoder = new DagCbor();
        encoder.write(record);
        return encoder.out.toByteArray();
    }

    /**
     * The record's identifier. No {@link Cid}, since the block store holds no such block; it differs from that of the same
     * bytes as a file in the codec, and so in its beginning only.
     */
    static String cid(JsonNode record) {
        return DAG_CBOR_PREFIX
                + Cid.ofBlock(Cid.Codec.RAW, bytes(record)).text().substring(RAW_PREFIX.length());
    }

    private void write(JsonNode node) {
        switch (node.getNodeType()) {
            case STRING -> text(node.asString());
            case ARRAY -> {
                head(LIST, node.size());
                node.forEach(this::write);
            }
            case OBJECT -> map(node);
            default -> throw new IllegalArgumentException("a record holds no " + node.getNodeType());
        }
    }

    private void map(JsonNode node) {
        head(MAP, node.size());
        List<String> names = node.propertyNames().stream()
                .sorted(Comparator.<String>comparingInt(name -> utf8(name).length)
                        .thenComparing(DagCbor::utf8, Arrays::compareUnsigned))
                .toList();
        for (String name : names) {
            text(name);
            write(node.path(name));
        }
    }

    private void text(String text) {
        byte[] bytes = utf8(text);
        head(TEXT, bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void head(int major, int length) {
        if (length < 24) {
            out.write(major << 5 | length);
        } else if (length < 1 << 8) {
            tail(major << 5 | 24, length, 1);
        } else if (length < 1 << 16) {
            tail(major << 5 | 25, length, 2);
        } else {
            tail(major << 5 | 26, length, 4);
        }
    }

    private void tail(int first, int length, int bytes) {
        out.write(first);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write(length >>> shift);
        }
    }
}
