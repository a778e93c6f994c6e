// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.ArrayList;
import java.util.List;
import org.headwater.simulation.Party;

/**
 * Who would rather have one mechanism than another, by mean net present values paired draw by draw. The limits hold for all
 * parties and pairs of a table together.
 *
 * @param better parties that are clearly better off under {@code mechanism}
 * @param worse parties that are clearly worse off under {@code mechanism}
 * @param unclear parties whose limits include 0 without being 0
 */
public record Preference(String mechanism, String over, List<String> better, List<String> worse, List<String> unclear) {

    public Preference {
        better = List.copyOf(better);
        worse = List.copyOf(worse);
        unclear = List.copyOf(unclear);
    }

    static Preference of(String mechanism, Account here, String over, Account there, double level, int comparisons) {
        List<String> better = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        List<String> unclear = new ArrayList<>();
        for (Party party : Party.values()) {
            Estimate gain = Estimate.of(here.gain(party, there), level, comparisons);
            if (gain.clearlyAbove(0)) {
                better.add(party.label());
            } else if (gain.clearlyBelow(0)) {
                worse.add(party.label());
            } else if (gain.lower() < gain.upper()) {
                unclear.add(party.label());
            }
        }
        return new Preference(mechanism, over, better, worse, unclear);
    }

    /** No party is worse off, and at least one is better off. */
    public boolean dominates() {
        return !better.isEmpty() && worse.isEmpty() && unclear.isEmpty();
    }

    /** At least one party is worse off. */
    public boolean cannotDominate() {
        return !worse.isEmpty();
    }
}
