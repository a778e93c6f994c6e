// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over doubles in little-endian order of bytes. Draws are digested in blocks of 256, so that several threads can do
 * it: within a block year by year, in a year indicator by indicator, draw by draw; the digest of all draws is that of the
 * digests of the blocks in order.
 */
final class DrawDigest {

    private static final int CHUNK = 4096;

    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    void add(double[] values) {
        add(values, values.length);
    }

    /** Adds the first values. */
    void add(double[] values, int length) {
        for (int from = 0; from < length; from += CHUNK) {
            int count = Math.min(CHUNK, length - from);
            buffer.clear();
            buffer.asDoubleBuffer().put(values, from, count);
            digest.update(buffer.array(), 0, count * Double.BYTES);
        }
    }

    /** Ends the digest: 32 bytes. */
    byte[] bytes() {
        return digest.digest();
    }

    /** The digest of all draws from those of their blocks: 64 lower-case hexadecimal digits. */
    static String ofBlocks(byte[][] blocks) {
        MessageDigest all = sha256();
        for (byte[] block : blocks) {
            all.update(block);
        }
        return HexFormat.of().formatHex(all.digest());
    }

    /** Ends the digest: 64 lower-case hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
