// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The two wire types of protocol buffers that dag-pb needs: varint (0) and length-delimited bytes (2). */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int BYTES = 2;

    /** A field read back: its number and its payload; varint fields carry no payload. */
    @SuppressWarnings("ArrayRecordComponent")
    record Field(int number, byte[] payload) {}

    private Protobuf() {}

    static void writeVarint(ByteArrayOutputStream out, int field, long value) {
        out.write(field << 3 | VARINT);
        varint(out, value);
    }

    static void writeBytes(ByteArrayOutputStream out, int field, byte[] value) {
        out.write(field << 3 | BYTES);
        varint(out, value.length);
        out.writeBytes(value);
    }

    /** @throws IllegalArgumentException if {@code message} is cut short or uses another wire type */
    static List<Field> read(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = readVarint(in);
            long value = readVarint(in);
            if ((tag & 7) == BYTES) {
                fields.add(new Field((int) (tag >>> 3), payload(in, value)));
            } else if ((tag & 7) != VARINT) {
                throw new IllegalArgumentException("wire type " + (tag & 7) + "; allowed: 0 (varint), 2 (bytes)");
            }
        }
        return fields;
    }

    private static byte[] payload(ByteBuffer in, long length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("field of " + length + " bytes; only " + in.remaining() + " are left");
        }
        byte[] payload = new byte[(int) length];
        in.get(payload);
        return payload;
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long readVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IllegalArgumentException("message ends inside a number");
            }
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number longer than 10 bytes");
    }
}
