// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.headwater.chain.Signer;
import org.headwater.chain.contract.EAS;
import org.headwater.document.Json;
import org.web3j.crypto.Sign;

/**
 * Typed data in the form of EIP-712, as the Ethereum Attestation Service has them signed.
 *
 * @param type names and types of the members, in order
 */
record SignedMessage(String primaryType, List<Map<String, String>> type, Map<String, Object> message) {

    /** Of expiry and of the signature's deadline: never. */
    static final BigInteger NEVER = BigInteger.ZERO;

    private static final List<Map<String, String>> DOMAIN_TYPE = List.of(
            field("name", "string"),
            field("version", "string"),
            field("chainId", "uint256"),
            field("verifyingContract", "address"));

    /** What separates the signatures of one deployment of the service from those of any other. */
    record Domain(String name, String version, long chainId, String verifyingContract) {}

    static Map<String, String> field(String name, String type) {
        return Map.of("name", name, "type", type);
    }

    EAS.Signature signature(Signer signer, Domain domain) {
        Sign.SignatureData signed = signer.signTypedData(typedData(domain));
        return new EAS.Signature(new BigInteger(1, signed.getV()), signed.getR(), signed.getS());
    }

    /** The message to be signed, as JSON. */
    String typedData(Domain domain) {
        return Json.mapper()
                .writeValueAsString(Map.of(
                        "types",
                        Map.of("EIP712Domain", DOMAIN_TYPE, primaryType, type),
                        "primaryType",
                        primaryType,
                        "domain",
                        domain,
                        "message",
                        message));
    }
}
