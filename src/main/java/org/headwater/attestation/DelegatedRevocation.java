// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.headwater.chain.Signer;
import org.headwater.chain.contract.EAS;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.utils.Numeric;

/**
 * A revocation signed as EIP-712 typed data by the attester and sent by somebody else.
 *
 * @param schema of the attestation, 0x and 64 hexadecimal digits
 * @param uid of the attestation, likewise
 * @param nonce of the attester, as the service counts it
 */
record DelegatedRevocation(String schema, String uid, String revoker, BigInteger nonce) {

    /** The call of {@code revokeByDelegation} with the attester's signature, in hex. */
    String call(Signer signer, AttestationRelease release) {
        EAS.Signature signature = message(release.form()).signature(signer, release.domain());
        return release.call(
                EAS.FUNC_REVOKEBYDELEGATION,
                List.of(
                        new Bytes32(Numeric.hexStringToByteArray(schema)),
                        new EAS.RevocationRequestData(Numeric.hexStringToByteArray(uid), BigInteger.ZERO)),
                signature,
                revoker);
    }

    /** What the attester signs. */
    SignedMessage message(DelegationForm form) {
        return new SignedMessage(
                form.revoke(),
                Map.of(
                        "revoker", revoker,
                        "schema", schema,
                        "uid", uid,
                        "value", BigInteger.ZERO,
                        "nonce", nonce,
                        "deadline", SignedMessage.NEVER));
    }
}
