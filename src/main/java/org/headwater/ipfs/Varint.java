// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayOutputStream;

/** Unsigned LEB128 numbers, in which protocol buffers and archives write lengths: 7 bits a byte, the lowest first. */
final class Varint {

    private static final int LONGEST = 10;

    private Varint() {}

    /** Where the bytes of a number come from; it throws at an end. */
    interface Source<E extends Exception> {
        int next() throws E;
    }

    static byte[] bytes(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LONGEST);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    /**
     * @param first the first byte of the number, 0 to 255
     * @param rest gives the following ones, as far as the number goes
     * @throws IllegalArgumentException if the number does not fit into 64 bits
     */
    static <E extends Exception> long read(int first, Source<E> rest) throws E {
        long value = first & 0x7f;
        int last = first;
        for (int length = 1; last > 0x7f; length++) {
            last = rest.next();
            if (length == LONGEST - 1 && last > 1) {
                throw new IllegalArgumentException("number longer than 64 bits");
            }
            value |= (long) (last & 0x7f) << (7 * length);
        }
        return value;
    }
}
