// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigInteger;
import java.util.Locale;

/** The states of a milestone, in the order of the contract's enumeration. */
enum MilestoneState {
    OPEN,
    ATTESTED,
    DISPUTED,
    SETTLED,
    EXPIRED;

    static MilestoneState of(BigInteger number) {
        return values()[number.intValueExact()];
    }

    /** Whether the quorum's value may still be contested while the challenge window is open. */
    boolean contestable() {
        return this == ATTESTED || this == DISPUTED;
    }

    boolean ended() {
        return this == SETTLED || this == EXPIRED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
