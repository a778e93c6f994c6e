// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The kinds of documents; each has a schema of its own and a member that no other kind has. */
public enum DocumentType {
    PROJECT("project", "parties"),
    FORECAST("forecast", "worlds"),
    HYPERCERT_METADATA("hypercert-metadata", "hypercert"),
    OBSERVATION("observation", "evidence"),
    VERIFICATION("verification", "attributable"),
    PAYOUT_STATEMENT("payout-statement", "schedule");

    private final String label;
    private final String marker;

    DocumentType(String label, String marker) {
        this.label = label;
        this.marker = marker;
    }

    /** The name in file names, such as {@code payout-statement}. */
    public String label() {
        return label;
    }

    /** The kind that {@code document} claims to be, by the member that only this kind has. */
    static Optional<DocumentType> claimedBy(JsonNode document) {
        return Arrays.stream(values()).filter(type -> document.has(type.marker)).findFirst();
    }
}
