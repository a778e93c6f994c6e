// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.util.regex.Pattern;
import org.springframework.http.MediaType;

/**
 * A file as somebody hands it in.
 *
 * @param name what its owner calls it; never used as a path
 * @param declared the media type that it is said to have
 * @param project name of the project that it is about, under which consents are recorded; empty if none is claimed
 * @param keepLocation whether a photo keeps the place where it was made
 */
record Upload(String name, MediaType declared, String project, boolean keepLocation, byte[] content) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]{0,99}");

    /** The kind of file, if name and declared type fit it. */
    EvidenceType type() {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            throw Refusal.of("/name", name, "1 to 100 letters, digits, spaces, points, hyphens and brackets; no path");
        }
        if (content.length == 0) {
            throw Refusal.ofFile("0 bytes", "at least one byte");
        }
        EvidenceType type = EvidenceType.of(content);
        if (!declared.equalsTypeAndSubtype(type.mediaType())) {
            throw Refusal.of("/mediaType", declared.toString(), type.mediaType() + ", which the bytes are");
        }
        return type;
    }
}
