// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;

/**
 * A verifier's word, held by the Ethereum Attestation Service.
 *
 * @param uid identifier that the service gave it
 * @param subject what it is about: the identifier of an observation document, or {@code contract/index} of a milestone
 * @param verifier name of the verifier in the project document
 * @param attester the verifier's address
 * @param revokedAt when the verifier took it back; null while it stands. None of ours expires: its resolver refuses that
 */
public record Attestation(
        String uid,
        ClaimId claim,
        String subject,
        String verifier,
        String attester,
        String transaction,
        BigInteger gas,
        Instant attestedAt,
        @Nullable Instant revokedAt) {

    /** Whether it holds at the moment; a word that was taken back counts for nothing. */
    public boolean standsAt(Instant moment) {
        return revokedAt == null || revokedAt.isAfter(moment);
    }

    /** The observation that is attested; empty for a milestone. */
    public Optional<Cid> observation() {
        return subject.contains("/") ? Optional.empty() : Optional.of(Cid.parse(subject));
    }
}
