// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG (ISO/IEC 15948) read chunk by chunk. Chunks that are needed to show it are copied as they are; text, EXIF, times and
 * whatever is not known are left out. Nothing is decompressed.
 */
final class PngPhoto {

    private static final int SIGNATURE = 8;
    private static final int OVERHEAD = 12;
    private static final Set<String> SHOWN =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs");

    private PngPhoto() {}

    /** The photo without anything that is not needed to show it. */
    static byte[] withoutMetadata(byte[] file) {
        return read(file, false);
    }

    /** The photo as it is, after the same examination. */
    static byte[] withMetadata(byte[] file) {
        return read(file, true);
    }

    private static byte[] read(byte[] file, boolean whole) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream(file.length);
        shown.write(file, 0, SIGNATURE);
        int position = SIGNATURE;
        String type = "";
        while (!type.equals("IEND")) {
            int length = length(file, position);
            type = new String(file, position + 4, 4, StandardCharsets.ISO_8859_1);
            requireChecksum(file, position, length);
            if (position == SIGNATURE) {
                header(file, type, length);
            }
            if (whole || isShown(type)) {
                shown.write(file, position, length + OVERHEAD);
            }
            position += length + OVERHEAD;
        }
        if (position != file.length) {
            throw Refusal.ofFile(
                    (file.length - position) + " bytes after the end of the image", "nothing after the image");
        }
        return shown.toByteArray();
    }

    private static boolean isShown(String type) {
        boolean critical = Character.isUpperCase(type.charAt(0));
        if (critical && !SHOWN.contains(type)) {
            throw Refusal.ofFile("a PNG with the unknown part " + type, "a PNG of the standard's parts");
        }
        return SHOWN.contains(type);
    }

    private static void header(byte[] file, String type, int length) {
        if (!type.equals("IHDR") || length != 13) {
            throw Refusal.ofFile("a PNG without header", "a PNG (ISO/IEC 15948)");
        }
        ByteBuffer header = ByteBuffer.wrap(file, SIGNATURE + 8, 8);
        new Dimensions(Integer.toUnsignedLong(header.getInt()), Integer.toUnsignedLong(header.getInt()))
                .requireBounded();
    }

    private static int length(byte[] file, int position) {
        long length = position + OVERHEAD > file.length
                ? Long.MAX_VALUE
                : Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(position));
        if (length > file.length - OVERHEAD - (long) position) {
            throw Refusal.ofFile("a PNG that is cut off or damaged", "a whole PNG (ISO/IEC 15948)");
        }
        return (int) length;
    }

    private static void requireChecksum(byte[] file, int position, int length) {
        CRC32 sum = new CRC32();
        sum.update(file, position + 4, length + 4);
        if ((int) sum.getValue() != ByteBuffer.wrap(file).getInt(position + 8 + length)) {
            throw Refusal.ofFile(
                    "a damaged part "
                            + new String(
                                    Arrays.copyOfRange(file, position + 4, position + 8), StandardCharsets.ISO_8859_1),
                    "a PNG whose checksums hold");
        }
    }
}
