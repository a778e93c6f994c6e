// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import tools.jackson.databind.JsonNode;

/**
 * One thing wrong with a document.
 *
 * @param pointer where (RFC 6901); empty for the whole document
 * @param value what was given, at most 200 characters; {@code missing} if nothing was
 * @param allowed what may stand there, as a sentence fragment
 */
public record Violation(String pointer, String value, String allowed) {

    private static final int LONGEST_VALUE = 200;

    public Violation {
        value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…";
    }

    /** A violation that shows {@code value} as JSON. */
    public static Violation of(String pointer, JsonNode value, String allowed) {
        return new Violation(pointer, value.isMissingNode() ? "missing" : value.toString(), allowed);
    }

    /** A violation by a member that is not there. */
    public static Violation missing(String pointer, String allowed) {
        return new Violation(pointer, "missing", allowed);
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the document" : pointer) + " is " + value + "; allowed: " + allowed;
    }
}
