// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

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

    /**
     * The claim that no mechanism dominates all others: refuted if one does, shown if each is worse than another one for some
     * party.
     *
     * @param preferences every ordered pair
     */
    static Finding noneDominates(List<Preference> preferences) {
        Collection<List<Preference>> byMechanism = preferences.stream()
                .collect(Collectors.groupingBy(Preference::mechanism))
                .values();
        if (byMechanism.stream().anyMatch(own -> own.stream().allMatch(Preference::dominates))) {
            return REFUTED;
        }
        boolean shown = !byMechanism.isEmpty()
                && byMechanism.stream().allMatch(own -> own.stream().anyMatch(Preference::cannotDominate));
        return shown ? SHOWN : UNDECIDED;
    }
}
