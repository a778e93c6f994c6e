// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.adobe.AdobeJpegDirectory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.icc.IccDirectory;
import com.drew.metadata.jfif.JfifDirectory;
import com.drew.metadata.jpeg.HuffmanTablesDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * A JPEG (ITU-T T.81) read segment by segment. Its compressed pixels and what is needed to show them are copied as they are;
 * every other segment is left out: EXIF with the place, XMP, IPTC, comments, makers' notes, previews. Only the orientation
 * of the photo is written anew.
 */
final class JpegPhoto {

    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int JFIF = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int COLOUR_PROFILE = 0xe2;
    private static final int ADOBE = 0xee;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int HUFFMAN = 0xc4;
    private static final int ARITHMETIC = 0xcc;
    private static final int QUANTISATION = 0xdb;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int FIRST_RESTART = 0xd0;
    private static final int JFIF_WITHOUT_THUMBNAIL = 14;
    static final int UPRIGHT = 1;
    private static final Set<Integer> NOT_FRAMES = Set.of(HUFFMAN, 0xc8, ARITHMETIC);
    private static final Set<Class<? extends Directory>> HARMLESS = Set.of(
            JpegDirectory.class,
            JfifDirectory.class,
            HuffmanTablesDirectory.class,
            IccDirectory.class,
            AdobeJpegDirectory.class,
            ExifIFD0Directory.class);

    private final byte[] file;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private int position;
    private boolean hasFrame;

    private JpegPhoto(byte[] file) {
        this.file = file;
    }

    /** The photo without anything that is not needed to show it. */
    static byte[] withoutMetadata(byte[] file) {
        JpegPhoto photo = new JpegPhoto(file);
        photo.read();
        byte[] cleaned = photo.shown.toByteArray();
        requireClean(cleaned);
        return cleaned;
    }

    /** The photo as it is, with its place, after the same examination. */
    static byte[] withMetadata(byte[] file) {
        JpegPhoto photo = new JpegPhoto(file);
        photo.read();
        return Arrays.copyOf(file, photo.position);
    }

    private void read() {
        position = 2;
        marker(START_OF_IMAGE);
        writeOrientation();
        int marker = nextMarker();
        while (marker != END_OF_IMAGE) {
            segment(marker);
            if (marker == START_OF_SCAN) {
                pixels();
            }
            marker = nextMarker();
        }
        marker(END_OF_IMAGE);
        if (!hasFrame) {
            throw Refusal.ofFile("a JPEG without an image", "a JPEG with one image");
        }
        requireNothingAfter();
    }

    private void segment(int marker) {
        int length = unsignedShort(position);
        int end = position + length;
        if (length < 2 || end > file.length) {
            throw cutOff();
        }
        if (isFrame(marker)) {
            frame();
        }
        if (isShown(marker)) {
            requireForm(marker, length - 2);
            marker(marker);
            if (marker == JFIF) {
                writeJfif();
            } else {
                shown.write(file, position, length);
            }
        }
        position = end;
    }

    private void frame() {
        new Dimensions(unsignedShort(position + 5), unsignedShort(position + 3)).requireBounded();
        hasFrame = true;
    }

    private boolean isShown(int marker) {
        return switch (marker) {
            case JFIF -> startsWith("JFIF\0") && unsignedShort(position) >= 2 + JFIF_WITHOUT_THUMBNAIL;
            case COLOUR_PROFILE -> startsWith("ICC_PROFILE\0");
            case ADOBE -> startsWith("Adobe");
            case QUANTISATION, HUFFMAN, ARITHMETIC, RESTART_INTERVAL, START_OF_SCAN -> true;
            default -> isFrame(marker);
        };
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME && marker <= LAST_FRAME && !NOT_FRAMES.contains(marker);
    }

    /** What is copied must have the length that its own content states, so that no other segment passes for it. */
    private void requireForm(int marker, int length) {
        int start = position + 2;
        boolean fits = switch (marker) {
            case QUANTISATION -> fitsTables(start, length, at -> 1 + 64 * (1 + (file[at] >>> 4 & 1)));
            case HUFFMAN -> fitsTables(start, length, this::huffmanTable);
            case ARITHMETIC -> length % 2 == 0;
            case RESTART_INTERVAL -> length == 2;
            case START_OF_SCAN -> length >= 1 && length == 4 + 2 * (file[start] & 0xff);
            case JFIF, COLOUR_PROFILE, ADOBE -> true;
            default -> length >= 6 && length == 6 + 3 * (file[start + 5] & 0xff);
        };
        if (!fits) {
            throw cutOff();
        }
    }

    private static boolean fitsTables(int start, int length, IntUnaryOperator sizeAt) {
        int at = start;
        while (at < start + length) {
            at += sizeAt.applyAsInt(at);
        }
        return at == start + length;
    }

    private int huffmanTable(int at) {
        int codes = 0;
        for (int i = at + 1; i <= at + 16 && i < file.length; i++) {
            codes += file[i] & 0xff;
        }
        return 17 + codes;
    }

    private boolean startsWith(String identifier) {
        byte[] expected = identifier.getBytes(StandardCharsets.US_ASCII);
        int start = position + 2;
        return start + expected.length <= file.length
                && Arrays.equals(file, start, start + expected.length, expected, 0, expected.length);
    }

    /** Without the preview that may follow, which can show more than the photo. */
    private void writeJfif() {
        writeShort(2 + JFIF_WITHOUT_THUMBNAIL);
        shown.write(file, position + 2, JFIF_WITHOUT_THUMBNAIL - 2);
        writeShort(0);
    }

    /** Entropy-coded data: up to the next marker that is neither a stuffed zero nor a restart. */
    private void pixels() {
        int start = position;
        while (position + 1 < file.length) {
            int next = file[position + 1] & 0xff;
            boolean ofData = next == 0 || (next >= FIRST_RESTART && next < START_OF_IMAGE);
            if ((file[position] & 0xff) == 0xff && next != 0xff && !ofData) {
                shown.write(file, start, position - start);
                return;
            }
            position++;
        }
        throw cutOff();
    }

    private int nextMarker() {
        if (position >= file.length || (file[position] & 0xff) != 0xff) {
            throw cutOff();
        }
        while (position < file.length && (file[position] & 0xff) == 0xff) {
            position++;
        }
        if (position >= file.length) {
            throw cutOff();
        }
        return file[position++] & 0xff;
    }

    /** Cameras append further images, such as a gain map, which are left out; anything else makes two files of one. */
    private void requireNothingAfter() {
        boolean anotherImage = position + 1 < file.length
                && (file[position] & 0xff) == 0xff
                && (file[position + 1] & 0xff) == START_OF_IMAGE;
        for (int i = position; i < file.length && !anotherImage; i++) {
            if (file[i] != 0) {
                throw Refusal.ofFile(
                        (file.length - position) + " bytes after the end of the image", "nothing after the image");
            }
        }
    }

    private void writeOrientation() {
        int orientation = orientation(file);
        if (orientation != UPRIGHT) {
            byte[] exif = {
                'E',
                'x',
                'i',
                'f',
                0,
                0,
                'M',
                'M',
                0,
                42,
                0,
                0,
                0,
                8,
                0,
                1,
                1,
                0x12,
                0,
                3,
                0,
                0,
                0,
                1,
                0,
                (byte) orientation,
                0,
                0,
                0,
                0,
                0,
                0
            };
            marker(EXIF);
            writeShort(2 + exif.length);
            shown.write(exif, 0, exif.length);
        }
    }

    /** The EXIF orientation, 1 to 8; 1 if it is not stated or cannot be read. */
    static int orientation(byte[] file) {
        try {
            Metadata metadata =
                    JpegMetadataReader.readMetadata(new ByteArrayInputStream(file), List.of(new ExifReader()));
            Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer stated = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return stated == null || stated < UPRIGHT || stated > 8 ? UPRIGHT : stated;
        } catch (ImageProcessingException | IOException unreadable) {
            return UPRIGHT;
        }
    }

    /** A second reader, which is not ours, must find nothing but what is needed to show the photo. */
    private static void requireClean(byte[] cleaned) {
        try {
            for (Directory directory : JpegMetadataReader.readMetadata(new ByteArrayInputStream(cleaned))
                    .getDirectories()) {
                boolean onlyOrientation = !(directory instanceof ExifIFD0Directory)
                        || directory.getTags().stream()
                                .allMatch(tag -> tag.getTagType() == ExifDirectoryBase.TAG_ORIENTATION);
                if (!HARMLESS.contains(directory.getClass()) || !onlyOrientation) {
                    throw Refusal.ofFile(
                            directory.getName() + " metadata that cannot be removed", "a photo without them");
                }
            }
        } catch (ImageProcessingException | IOException unreadable) {
            throw Refusal.ofFile("a JPEG whose metadata cannot be read", "a JPEG (ITU-T T.81)");
        }
    }

    private void marker(int marker) {
        shown.write(0xff);
        shown.write(marker);
    }

    private void writeShort(int value) {
        shown.write(value >>> 8);
        shown.write(value);
    }

    private int unsignedShort(int at) {
        if (at + 1 >= file.length) {
            throw cutOff();
        }
        return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
    }

    private static RuntimeException cutOff() {
        return Refusal.ofFile("a JPEG that is cut off or damaged", "a whole JPEG (ITU-T T.81)");
    }
}
