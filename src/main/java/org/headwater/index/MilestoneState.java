// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigInteger;
import java.util.Locale;

/** The states of a milestone of a performance contract. */
public enum MilestoneState {
    OPEN,
    ATTESTED,
    DISPUTED,
    SETTLED,
    EXPIRED;

    /** @param number in the contract's enumeration, which has this order */
    public static MilestoneState of(BigInteger number) {
        return values()[number.intValueExact()];
    }

    /** Whether the quorum's value may still be contested while the challenge window is open. */
    public boolean contestable() {
        return this == ATTESTED || this == DISPUTED;
    }

    /** Whether it stays so for good. */
    public boolean ended() {
        return this == SETTLED || this == EXPIRED;
    }

    /** The name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
