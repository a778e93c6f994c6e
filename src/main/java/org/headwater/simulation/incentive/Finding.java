// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.List;

/** What the numbers say of a claim. */
public enum Finding {
    SHOWN("shown"),
    REFUTED("refuted"),
    /** The limits are too wide to say: more draws are needed. */
    UNDECIDED("undecided");

    private final String label;

    Finding(String label) {
        this.label = label;
    }

    /** The name used in results, such as {@code shown}. */
    public String label() {
        return label;
    }

    /** The claim that no mechanism of some is at least as good as another one for every party and better for some. */
    static Finding noneDominates(List<Preference> preferences) {
        if (preferences.stream().anyMatch(Preference::dominates)) {
            return REFUTED;
        }
        return preferences.stream().allMatch(Preference::cannotDominate) ? SHOWN : UNDECIDED;
    }
}
