// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.datatypes.Type;

/**
 * An attestation as the attestation service holds it.
 *
 * @param values the decoded data
 * @param attestedAt time of the attestation
 * @param revokedAt empty if it stands
 * @param faults why it must not count, apart from a revocation
 */
record ChainAttestation(
        String uid,
        String attester,
        List<Type<?>> values,
        Instant attestedAt,
        Optional<Instant> revokedAt,
        List<String> faults) {

    @SuppressWarnings("unchecked")
    <T> T value(int index) {
        return (T) values.get(index).getValue();
    }

    /** Why it must not count, a revocation at any time included. */
    Optional<String> fault() {
        return revokedAt
                .map(time -> "attestation %s was revoked at %s".formatted(uid, time))
                .or(() -> faults.stream().findFirst());
    }
}
