// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.InputStream;
import java.util.Objects;
import java.util.SplittableRandom;

/** A stream of pseudo-random bytes, the same for the same seed, which takes no memory. */
final class SeededBytes extends InputStream {

    private final SplittableRandom random;
    private long left;

    SeededBytes(long seed, long size) {
        this.random = new SplittableRandom(seed);
        this.left = size;
    }

    /** The whole content. */
    static byte[] of(long seed, int size) {
        byte[] bytes = new byte[size];
        new SeededBytes(seed, size).read(bytes, 0, size);
        return bytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Any way of reading gives the same bytes, since each of them is one draw. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = (int) Math.min(left, length);
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = (byte) random.nextInt();
        }
        left -= count;
        return count;
    }
}
