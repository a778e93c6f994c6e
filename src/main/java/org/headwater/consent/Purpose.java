// SPDX-License-Identifier: Apache-2.0
package org.headwater.consent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** What may be published, for good, once its owner has agreed. */
public enum Purpose {
    /** The outline of the land as it is, instead of one coarsened to about 1 km. */
    @JsonProperty("exact-area")
    EXACT_AREA("exact-area"),
    /** Names of persons and organisations instead of those of their roles. */
    @JsonProperty("names")
    NAMES("names"),
    /** Where a photo was taken, or what an image or table covers. */
    @JsonProperty("file-location")
    FILE_LOCATION("file-location");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** The purpose of this word. */
    static Purpose of(String label) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The word in consent files. */
    public String label() {
        return label;
    }

    /** What to do where this consent is missing, as a sentence fragment. */
    public String missing(String project) {
        return "a recorded consent to '%s' of project '%s' (POST /api/v1/consents, or demo --consent FILE)"
                .formatted(label, project);
    }
}
