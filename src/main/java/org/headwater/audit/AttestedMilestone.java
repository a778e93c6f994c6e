// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import org.headwater.project.ContractTerms.Milestone;
import org.web3j.utils.Numeric;

/**
 * What a quorum of verifiers has told the escrow of one milestone.
 *
 * @param index in the contract
 * @param terms in the project
 * @param value in millionths
 * @param evidenceHash 0x and 64 hexadecimal digits
 * @param verification identifier of the verification document
 * @param attestedAt time of the quorum
 */
record AttestedMilestone(
        int index, Milestone terms, BigInteger value, String evidenceHash, String verification, Instant attestedAt) {

    /** Whether an attestation of the milestone schema says exactly this of this contract's milestone. */
    boolean isSaidBy(ChainAttestation attestation, String contract) {
        return isSubjectOf(attestation, contract)
                && attestation.value(2).equals(value)
                && Numeric.toHexString(attestation.<byte[]>value(3)).equals(evidenceHash)
                && attestation.value(4).equals(verification);
    }

    private boolean isSubjectOf(ChainAttestation attestation, String contract) {
        return attestation.<String>value(0).equalsIgnoreCase(contract)
                && attestation.<BigInteger>value(1).intValueExact() == index;
    }
}
