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
 * An attestation signed as EIP-712 typed data by its attester and sent by somebody else, who pays the gas.
 *
 * @param schema identifier of the schema, 0x and 64 hexadecimal digits
 * @param data the encoded values of the schema
 * @param revocable whether the attester can take it back; the schema must allow it
 * @param nonce of the attester, as the service counts it
 */
record DelegatedAttestation(String schema, byte[] data, boolean revocable, String attester, BigInteger nonce) {

    /** No recipient: the data name the claim. */
    private static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private static final String NO_REFERENCE = "0x" + "0".repeat(64);

    /** The call of {@code attestByDelegation} with the attester's signature, in hex. */
    String call(Signer signer, AttestationRelease release) {
        EAS.Signature signature = message(release.form()).signature(signer, release.domain());
        return release.call(
                EAS.FUNC_ATTESTBYDELEGATION,
                List.of(
                        new Bytes32(Numeric.hexStringToByteArray(schema)),
                        new EAS.AttestationRequestData(
                                NOBODY,
                                SignedMessage.NEVER,
                                revocable,
                                Numeric.hexStringToByteArray(NO_REFERENCE),
                                data,
                                BigInteger.ZERO)),
                signature,
                attester);
    }

    /** What the attester signs. */
    SignedMessage message(DelegationForm form) {
        return new SignedMessage(
                form.attest(),
                Map.of(
                        "attester", attester,
                        "schema", schema,
                        "recipient", NOBODY,
                        "expirationTime", SignedMessage.NEVER,
                        "revocable", revocable,
                        "refUID", NO_REFERENCE,
                        "data", Numeric.toHexString(data),
                        "value", BigInteger.ZERO,
                        "nonce", nonce,
                        "deadline", SignedMessage.NEVER));
    }
}
