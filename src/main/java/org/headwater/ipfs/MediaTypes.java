// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** Tells by their first bytes what published files are: JSON documents, SVG cards, or anything else. */
final class MediaTypes {

    private static final int LOOKED_AT = 256;

    private MediaTypes() {}

    static MediaType of(byte[] content) {
        String start =
                new String(content, 0, Math.min(content.length, LOOKED_AT), StandardCharsets.UTF_8).stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return MediaType.APPLICATION_JSON;
        }
        return start.startsWith("<svg") ? MediaType.valueOf("image/svg+xml") : MediaType.APPLICATION_OCTET_STREAM;
    }
}
