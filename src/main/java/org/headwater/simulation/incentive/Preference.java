// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.Arrays;
import java.util.List;
import org.headwater.simulation.Party;

/**
 * Who would rather have one mechanism than another, by net present values paired draw by draw.
 *
 * @param parties in the order of {@link Party}
 * @param probability share of draws in which no party has less under {@code mechanism} and some party has more
 */
public record Preference(String mechanism, String over, List<PartyPreference> parties, Proportion probability) {

    /**
     * What a party has under {@code mechanism} more than under {@code over}.
     *
     * @param party label of the party
     * @param gain mean, USD, with limits that hold for all parties and pairs of a table together
     * @param better share of draws in which the party has more
     * @param leaning what the limits say of the mean
     */
    public record PartyPreference(String party, Estimate gain, Proportion better, Leaning leaning) {}

    /** Which of two mechanisms leaves a party the higher mean. */
    public enum Leaning {
        BETTER,
        WORSE,
        /** The party has the same in every draw. */
        EQUAL,
        /** The limits include 0. */
        UNCLEAR;

        static Leaning of(Estimate gain) {
            if (gain.clearlyAbove(0)) {
                return BETTER;
            }
            if (gain.clearlyBelow(0)) {
                return WORSE;
            }
            return gain.lower() == gain.upper() ? EQUAL : UNCLEAR;
        }
    }

    public Preference {
        parties = List.copyOf(parties);
    }

    static Preference of(String mechanism, Account here, String over, Account there, double level, int comparisons) {
        List<PartyPreference> parties = Arrays.stream(Party.values())
                .map(party -> ofParty(party, here.gain(party, there), level, comparisons))
                .toList();
        Proportion probability = Proportion.of(dominations(here, there), value -> value > 0, level);
        return new Preference(mechanism, over, parties, probability);
    }

    /** By draw, 1 where no party has less here than there and some party has more, else 0. */
    private static double[] dominations(Account here, Account there) {
        double[] dominations = new double[here.draws()];
        for (int draw = 0; draw < dominations.length; draw++) {
            boolean noneLess = true;
            boolean someMore = false;
            for (Party party : Party.values()) {
                noneLess &= here.value(party)[draw] >= there.value(party)[draw];
                someMore |= here.value(party)[draw] > there.value(party)[draw];
            }
            dominations[draw] = noneLess && someMore ? 1 : 0;
        }
        return dominations;
    }

    private static PartyPreference ofParty(Party party, double[] gains, double level, int comparisons) {
        Estimate gain = Estimate.of(gains, level, comparisons);
        return new PartyPreference(
                party.label(), gain, Proportion.of(gains, value -> value > 0, level), Leaning.of(gain));
    }

    /** Labels of the parties that lean so. */
    public List<String> leaning(Leaning leaning) {
        return parties.stream()
                .filter(party -> party.leaning() == leaning)
                .map(PartyPreference::party)
                .toList();
    }

    /** In the mean no party is worse off, and at least one is better off. */
    public boolean dominates() {
        return leaning(Leaning.WORSE).isEmpty()
                && leaning(Leaning.UNCLEAR).isEmpty()
                && !leaning(Leaning.BETTER).isEmpty();
    }

    /** In the mean at least one party is worse off. */
    public boolean cannotDominate() {
        return !leaning(Leaning.WORSE).isEmpty();
    }
}
