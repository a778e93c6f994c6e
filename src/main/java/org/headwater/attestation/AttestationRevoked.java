// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.time.Instant;
import org.headwater.hypercert.ClaimId;

/**
 * An attester has taken a word back.
 *
 * @param uid of the attestation
 * @param attester its address
 */
public record AttestationRevoked(
        ClaimId claim, String uid, String attester, String transaction, BigInteger gas, Instant revokedAt) {}
