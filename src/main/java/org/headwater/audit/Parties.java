// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.headwater.hypercert.Claim;

/** Who gains or pays by a claim, and so may not vouch for what it is paid on; addresses in lower case. */
record Parties(Set<String> addresses) {

    static Parties of(Claim claim, Optional<Escrow> escrow) {
        Set<String> addresses = new HashSet<>(Set.of(claim.owner().toLowerCase(Locale.ROOT)));
        escrow.ifPresent(contract -> addresses.addAll(contract.payers()));
        return new Parties(addresses);
    }

    boolean contain(String address) {
        return addresses.contains(address.toLowerCase(Locale.ROOT));
    }
}
