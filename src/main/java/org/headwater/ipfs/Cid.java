// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A version 1 content identifier with SHA-256: {@code b} and the base32 (RFC 4648, lower case, no padding) of
 * 0x01, codec, 0x12, 0x20 and the 32 digest bytes. Only the codecs raw (a leaf) and dag-pb (a UnixFS node) are accepted.
 *
 * @param text the canonical text, 59 characters
 * @see <a href="https://github.com/multiformats/cid">CID specification</a>
 */
public record Cid(@JsonValue String text) implements Comparable<Cid> {

    /** What a block holds: bytes as they are, or a dag-pb node that links to others. */
    public enum Codec {
        RAW(0x55),
        DAG_PB(0x70);

        private final int code;

        Codec(int code) {
            this.code = code;
        }
    }

    private static final int TEXT_LENGTH = 59;
    private static final int HEADER_LENGTH = 4;

    /** Bytes of the binary form. */
    static final int LENGTH = HEADER_LENGTH + Sha256.LENGTH;

    /** @throws MalformedCid if {@code text} is anything else than the canonical form */
    @JsonCreator
    public Cid {
        if (text == null || text.length() != TEXT_LENGTH || text.charAt(0) != 'b') {
            throw malformed(text);
        }
        byte[] bytes = Base32.decode(text.substring(1));
        if (bytes == null || !Base32.encode(bytes).equals(text.substring(1)) || !isSupported(bytes)) {
            throw malformed(text);
        }
    }

    /** The identifier of {@code content} stored as one file: 256 KiB chunks, raw leaves, 174 links per node. */
    public static Cid of(byte[] content) {
        return UnixFs.split(content, block -> {});
    }

    /** As {@link #of(byte[])}, of content of any length, of which one chunk is held at a time. */
    public static Cid of(InputStream content) throws IOException {
        return UnixFs.split(content, block -> {});
    }

    /** The identifier of one block. */
    public static Cid ofBlock(Codec codec, byte[] block) {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = 0x01;
        bytes[1] = (byte) codec.code;
        bytes[2] = 0x12;
        bytes[3] = Sha256.LENGTH;
        System.arraycopy(Sha256.digest(block), 0, bytes, HEADER_LENGTH, Sha256.LENGTH);
        return ofBytes(bytes);
    }

    /** @throws MalformedCid if {@code bytes} are not the {@value #LENGTH} bytes of the binary form */
    static Cid ofBytes(byte[] bytes) {
        return new Cid("b" + Base32.encode(Arrays.copyOf(bytes, Math.min(bytes.length, LENGTH + 1))));
    }

    /** @throws MalformedCid naming the text and what is allowed */
    public static Cid parse(String text) {
        return new Cid(text);
    }

    public Codec codec() {
        return bytes()[1] == Codec.RAW.code ? Codec.RAW : Codec.DAG_PB;
    }

    /** The 32 bytes of the SHA-256 digest of the block. */
    public byte[] digest() {
        byte[] bytes = bytes();
        return Arrays.copyOfRange(bytes, HEADER_LENGTH, bytes.length);
    }

    /** The digest as 64 hexadecimal digits. */
    public String digestHex() {
        return HexFormat.of().formatHex(digest());
    }

    /** The identifier as {@code ipfs://…}. */
    public String uri() {
        return "ipfs://" + text;
    }

    /** Whether {@code block} hashes to this identifier. */
    public boolean matches(byte[] block) {
        return Arrays.equals(Sha256.digest(block), digest());
    }

    byte[] bytes() {
        byte[] bytes = Base32.decode(text.substring(1));
        if (bytes == null) {
            throw new IllegalStateException("base32 was checked at construction: " + text);
        }
        return bytes;
    }

    @Override
    public int compareTo(Cid other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isSupported(byte[] bytes) {
        return bytes[0] == 0x01
                && (bytes[1] == Codec.RAW.code || bytes[1] == Codec.DAG_PB.code)
                && bytes[2] == 0x12
                && bytes[3] == Sha256.LENGTH;
    }

    private static MalformedCid malformed(String text) {
        String shown = text == null || text.length() <= 80 ? String.valueOf(text) : text.substring(0, 80) + "…";
        return new MalformedCid(shown);
    }
}
