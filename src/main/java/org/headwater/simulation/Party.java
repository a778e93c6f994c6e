// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Who takes part in a watershed programme; the agents of both presets. */
public enum Party {
    /** Runs the dam below the hillside and gains from less sediment. */
    DAM_OPERATOR("dam-operator"),
    /** Owns the hillside and decides what grows there. */
    FOREST_OWNER("forest-owner"),
    /** Ecological non-governmental organisation. */
    NGO("ngo"),
    /** The state, for the public. */
    GOVERNMENT("government"),
    /** Puts private money in and expects it back. */
    INVESTOR("investor");

    private final String label;

    Party(String label) {
        this.label = label;
    }

    /** The name used in documents and on the command line, such as {@code dam-operator}. */
    public String label() {
        return label;
    }

    /** @throws InvalidParameter if the label is unknown; the message lists the allowed ones */
    public static Party parse(String label) {
        return Arrays.stream(values())
                .filter(party -> party.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidParameter(
                        "party",
                        label,
                        Arrays.stream(values()).map(Party::label).collect(Collectors.joining(", "))));
    }
}
