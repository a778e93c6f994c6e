// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.MediaType;

/**
 * Tells by their bytes what published files are, whatever somebody says they are: JSON documents, SVG, PNG and JPEG pictures,
 * TIFF (GeoTIFF too), PDF, CSV tables; anything else, pages of HTML too, is bytes.
 */
public final class MediaTypes {

    public static final MediaType SVG = MediaType.valueOf("image/svg+xml");
    public static final MediaType TIFF = MediaType.valueOf("image/tiff");
    public static final MediaType CSV = MediaType.valueOf("text/csv;charset=UTF-8");

    private static final int LOOKED_AT = 4096;
    private static final List<Signature> SIGNATURES = List.of(
            new Signature("89504e470d0a1a0a", MediaType.IMAGE_PNG),
            new Signature("ffd8ff", MediaType.IMAGE_JPEG),
            new Signature("49492a00", TIFF),
            new Signature("4d4d002a", TIFF),
            new Signature("49492b0008000000", TIFF),
            new Signature("4d4d002b00080000", TIFF),
            new Signature("255044462d", MediaType.APPLICATION_PDF));

    /** The bytes that files of a type begin with, in hexadecimal. */
    private record Signature(String hex, MediaType type) {

        boolean begins(byte[] content) {
            byte[] start = HexFormat.of().parseHex(hex);
            return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
        }
    }

    private MediaTypes() {}

    /** The type of the content by its first bytes. */
    public static MediaType of(byte[] content) {
        return SIGNATURES.stream()
                .filter(signature -> signature.begins(content))
                .findFirst()
                .map(Signature::type)
                .orElseGet(() -> ofText(content));
    }

    private static MediaType ofText(byte[] content) {
        String start = start(content).stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return MediaType.APPLICATION_JSON;
        }
        if (start.startsWith("<svg")) {
            return SVG;
        }
        return isTable(start) ? CSV : MediaType.APPLICATION_OCTET_STREAM;
    }

    /** The text at the start; none if it is not UTF-8 without control characters. */
    private static String start(byte[] content) {
        int end = Math.min(content.length, LOOKED_AT);
        while (end < content.length && end > LOOKED_AT - 4 && (content[end] & 0xc0) == 0x80) {
            end--;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, 0, end))
                    .toString();
            return text.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c)) ? text : "";
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    /** At least two lines of the same number of cells, at least two, and no mark-up. */
    private static boolean isTable(String start) {
        List<String> lines = start.lines().limit(2).toList();
        return lines.size() == 2
                && !start.startsWith("<")
                && (sameCells(lines, ',') || sameCells(lines, ';') || sameCells(lines, '\t'));
    }

    private static boolean sameCells(List<String> lines, char separator) {
        long separators = count(lines.getFirst(), separator);
        return separators > 0 && separators == count(lines.getLast(), separator);
    }

    private static long count(String line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }
}
