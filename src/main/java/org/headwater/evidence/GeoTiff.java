// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A GeoTIFF (OGC 19-008r4): its first directory must state bounded dimensions and a coordinate reference. Its place is what
 * it is for, so that it is published with consent or not at all; its later directories and its pixels are not examined.
 */
final class GeoTiff {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int GEO_KEYS = 34735;
    private static final int MOST_ENTRIES = 4096;
    private static final int SHORT = 3;

    private GeoTiff() {}

    /** Refuses what is no GeoTIFF of bounded size. */
    static void examine(byte[] file) {
        Map<Integer, Long> tags;
        try {
            tags = firstDirectory(file);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cutOff) {
            throw Refusal.ofFile("a TIFF that is cut off or damaged", "a whole TIFF 6.0");
        }
        new Dimensions(tags.getOrDefault(WIDTH, 0L), tags.getOrDefault(HEIGHT, 0L)).requireBounded();
        if (!tags.containsKey(GEO_KEYS)) {
            throw Refusal.ofFile(
                    "a TIFF without coordinate reference", "a GeoTIFF; a photo as image/jpeg or image/png");
        }
    }

    private static Map<Integer, Long> firstDirectory(byte[] file) {
        ByteBuffer tiff = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(4);
        tiff.position(tiff.getInt());
        int entries = Short.toUnsignedInt(tiff.getShort());
        if (entries > MOST_ENTRIES) {
            throw Refusal.ofFile(entries + " entries in the TIFF directory", "at most " + MOST_ENTRIES);
        }
        Map<Integer, Long> tags = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            int tag = Short.toUnsignedInt(tiff.getShort());
            int type = Short.toUnsignedInt(tiff.getShort());
            tiff.getInt();
            int place = tiff.position();
            long value = type == SHORT
                    ? Short.toUnsignedInt(tiff.getShort(place))
                    : Integer.toUnsignedLong(tiff.getInt(place));
            tiff.position(place + 4);
            tags.put(tag, value);
        }
        return tags;
    }
}
