// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;

/**
 * A verifier's word, held by the Ethereum Attestation Service.
 *
 * @param uid identifier that the service gave it
 * @param subject what it is about: the identifier of an observation document, or {@code contract/index} of a milestone
 * @param verifier name of the verifier in the project document
 * @param attester the verifier's address
 */
public record Attestation(
        String uid,
        ClaimId claim,
        String subject,
        String verifier,
        String attester,
        String transaction,
        BigInteger gas,
        Instant attestedAt) {

    /** The observation that is attested; empty for a milestone. */
    public Optional<Cid> observation() {
        return subject.contains("/") ? Optional.empty() : Optional.of(Cid.parse(subject));
    }
}
