// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;

/** The kinds of files taken as evidence, told by their first bytes and never by a name. */
enum EvidenceType {
    JPEG(MediaType.IMAGE_JPEG, "ffd8ff"),
    PNG(MediaType.IMAGE_PNG, "89504e470d0a1a0a"),
    GEOTIFF(MediaType.valueOf("image/tiff"), "49492a00", "4d4d002a"),
    PDF(MediaType.APPLICATION_PDF, "255044462d"),
    CSV(MediaType.valueOf("text/csv"));

    private static final int SHOWN = 8;

    private final MediaType mediaType;
    private final List<String> magic;

    EvidenceType(MediaType mediaType, String... magic) {
        this.mediaType = mediaType;
        this.magic = List.of(magic);
    }

    MediaType mediaType() {
        return mediaType;
    }

    /** The kind that the bytes are of. Text has no magic bytes, so that CSV is what is none of the others and readable. */
    static EvidenceType of(byte[] file) {
        String start = start(file);
        for (EvidenceType type : values()) {
            if (type.magic.stream().anyMatch(start::startsWith)) {
                return type;
            }
        }
        if (!CsvTable.looksLikeText(file)) {
            throw Refusal.ofFile("bytes that begin with " + start, allowed() + ", told by the bytes");
        }
        return CSV;
    }

    private static String start(byte[] file) {
        return HexFormat.of().formatHex(file, 0, Math.min(file.length, SHOWN));
    }

    /** Every media type taken. */
    static String allowed() {
        return Arrays.stream(values())
                .map(type -> type.mediaType.toString())
                .collect(Collectors.joining(", ", "one of ", ""));
    }
}
