// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.time.Instant;
import org.headwater.chain.contract.EAS;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Keys;
import org.web3j.utils.Numeric;

/**
 * An attestation as the Ethereum Attestation Service holds it.
 *
 * @param schema identifier of the schema, 0x and 64 hexadecimal digits
 * @param data the encoded values of the schema
 * @param expiresAt null if never
 * @param revokedAt null if it was not
 */
record HeldAttestation(
        String uid,
        String schema,
        String attester,
        byte[] data,
        Instant attestedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    static HeldAttestation of(EAS.Attestation held) {
        return new HeldAttestation(
                Numeric.toHexString(held.uid),
                Numeric.toHexString(held.schema),
                Keys.toChecksumAddress(held.attester),
                held.data,
                Instant.ofEpochSecond(held.time.longValueExact()),
                time(held.expirationTime),
                time(held.revocationTime));
    }

    /** An expiry beyond what a time can hold comes as late as never. */
    private static @Nullable Instant time(BigInteger seconds) {
        boolean never =
                seconds.signum() == 0 || seconds.compareTo(BigInteger.valueOf(Instant.MAX.getEpochSecond())) > 0;
        return never ? null : Instant.ofEpochSecond(seconds.longValueExact());
    }

    /** Whether it holds at the moment: the service itself answers {@code isAttestationValid} for all that ever existed. */
    Standing standing(Instant moment) {
        if (revokedAt != null && !revokedAt.isAfter(moment)) {
            return Standing.REVOKED;
        }
        return expiresAt != null && !expiresAt.isAfter(moment) ? Standing.EXPIRED : Standing.VALID;
    }
}
