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

    /** Numbers of fields in the definition of the language. */
    private static final long LARGEST_FIELD_NUMBER = (1 << 29) - 1;

    /** A field read back: a number, or bytes and their count. */
    @SuppressWarnings("ArrayRecordComponent")
    record Field(int number, long value, byte[] payload) {

        private static final byte[] NONE = {};
    }

    private Protobuf() {}

    static void writeVarint(ByteArrayOutputStream out, int field, long value) {
        out.write(field << 3 | VARINT);
        out.writeBytes(Varint.bytes(value));
    }

    static void writeBytes(ByteArrayOutputStream out, int field, byte[] value) {
        out.write(field << 3 | BYTES);
        out.writeBytes(Varint.bytes(value.length));
        out.writeBytes(value);
    }

    /** @throws IllegalArgumentException if {@code message} is cut short or uses another wire type */
    static List<Field> read(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            fields.add(readField(in));
        }
        return fields;
    }

    private static Field readField(ByteBuffer in) {
        long tag = readVarint(in);
        long number = tag >>> 3;
        if (number == 0 || number > LARGEST_FIELD_NUMBER) {
            throw new IllegalArgumentException(
                    "field number %s; allowed: 1 to %d".formatted(Long.toUnsignedString(number), LARGEST_FIELD_NUMBER));
        }
        long value = readVarint(in);
        return switch ((int) (tag & 7)) {
            case VARINT -> new Field((int) number, value, Field.NONE);
            case BYTES -> new Field((int) number, value, payload(in, value));
            default ->
                throw new IllegalArgumentException("wire type " + (tag & 7) + "; allowed: 0 (varint), 2 (bytes)");
        };
    }

    private static byte[] payload(ByteBuffer in, long length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("field of " + length + " bytes; only " + in.remaining() + " are left");
        }
        byte[] payload = new byte[(int) length];
        in.get(payload);
        return payload;
    }

    private static long readVarint(ByteBuffer in) {
        return Varint.read(next(in), () -> next(in));
    }

    private static int next(ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw new IllegalArgumentException("message ends inside a number");
        }
        return in.get() & 0xff;
    }
}
