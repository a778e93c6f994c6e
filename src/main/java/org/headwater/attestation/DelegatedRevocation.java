// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.headwater.chain.Signer;
import org.headwater.chain.contract.EAS;
import org.web3j.utils.Numeric;

/**
 * A revocation signed as EIP-712 typed data by the attester and sent by somebody else, of the type of the Ethereum
 * Attestation Service from version 1.3 on.
 *
 * @param schema of the attestation, 0x and 64 hexadecimal digits
 * @param uid of the attestation, likewise
 * @param nonce of the attester, as the service counts it
 */
record DelegatedRevocation(String schema, String uid, String revoker, BigInteger nonce) {

    private static final List<Map<String, String>> TYPE = List.of(
            SignedMessage.field("revoker", "address"),
            SignedMessage.field("schema", "bytes32"),
            SignedMessage.field("uid", "bytes32"),
            SignedMessage.field("value", "uint256"),
            SignedMessage.field("nonce", "uint256"),
            SignedMessage.field("deadline", "uint64"));

    /** The call of {@code revokeByDelegation} with the attester's signature. */
    EAS.DelegatedRevocationRequest signed(Signer signer, SignedMessage.Domain domain) {
        return new EAS.DelegatedRevocationRequest(
                Numeric.hexStringToByteArray(schema),
                new EAS.RevocationRequestData(Numeric.hexStringToByteArray(uid), BigInteger.ZERO),
                message().signature(signer, domain),
                revoker,
                SignedMessage.NEVER);
    }

    /** What the attester signs. */
    SignedMessage message() {
        return new SignedMessage(
                "Revoke",
                TYPE,
                Map.of(
                        "revoker", revoker,
                        "schema", schema,
                        "uid", uid,
                        "value", BigInteger.ZERO,
                        "nonce", nonce,
                        "deadline", SignedMessage.NEVER));
    }
}
