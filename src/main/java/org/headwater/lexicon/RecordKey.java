// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.headwater.ipfs.Cid;

/**
 * The key of a record in its repository: a timestamp identifier, 13 characters, 53 bits of microseconds and 10 bits of clock.
 * Chain time has whole seconds; the rest comes from what the record is about, so that the same record always has the same key.
 *
 * @see <a href="https://atproto.com/specs/tid">Timestamp identifiers</a>
 */
final class RecordKey {

    private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;
    private static final int CLOCK_BITS = 10;
    private static final long MICROSECONDS = 1_000_000;

    private RecordKey() {}

    /** @param subject what tells the record from all others of its claim */
    static String of(Instant createdAt, String subject) {
        byte[] digest = Cid.ofBlock(Cid.Codec.RAW, subject.getBytes(StandardCharsets.UTF_8))
                .digest();
        long random = ByteBuffer.wrap(digest).getLong() >>> 1;
        long microseconds = createdAt.getEpochSecond() * MICROSECONDS + random % MICROSECONDS;
        long clock = random / MICROSECONDS & (1L << CLOCK_BITS) - 1;
        return text(microseconds << CLOCK_BITS | clock);
    }

    private static String text(long value) {
        StringBuilder text = new StringBuilder();
        for (int digit = LENGTH - 1; digit >= 0; digit--) {
            text.append(DIGITS.charAt((int) (value >>> 5 * digit & 31)));
        }
        return text.toString();
    }
}
