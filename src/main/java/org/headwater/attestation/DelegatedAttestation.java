// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.headwater.chain.Signer;
import org.headwater.chain.contract.EAS;
import org.web3j.utils.Numeric;

/**
 * An attestation signed as EIP-712 typed data by its attester and sent by somebody else, who pays the gas. The type is the
 * one of the Ethereum Attestation Service from version 1.3 on.
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

    private static final List<Map<String, String>> TYPE = List.of(
            SignedMessage.field("attester", "address"),
            SignedMessage.field("schema", "bytes32"),
            SignedMessage.field("recipient", "address"),
            SignedMessage.field("expirationTime", "uint64"),
            SignedMessage.field("revocable", "bool"),
            SignedMessage.field("refUID", "bytes32"),
            SignedMessage.field("data", "bytes"),
            SignedMessage.field("value", "uint256"),
            SignedMessage.field("nonce", "uint256"),
            SignedMessage.field("deadline", "uint64"));

    /** The call of {@code attestByDelegation} with the attester's signature. */
    EAS.DelegatedAttestationRequest signed(Signer signer, SignedMessage.Domain domain) {
        return new EAS.DelegatedAttestationRequest(
                Numeric.hexStringToByteArray(schema),
                new EAS.AttestationRequestData(
                        NOBODY,
                        SignedMessage.NEVER,
                        revocable,
                        Numeric.hexStringToByteArray(NO_REFERENCE),
                        data,
                        BigInteger.ZERO),
                message().signature(signer, domain),
                attester,
                SignedMessage.NEVER);
    }

    /** What the attester signs. */
    SignedMessage message() {
        return new SignedMessage(
                "Attest",
                TYPE,
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
