// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.headwater.chain.Signer;
import org.headwater.chain.contract.EAS;
import org.headwater.document.Json;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * An attestation signed as EIP-712 typed data by its attester and sent by somebody else, who pays the gas. The type is the
 * one of the Ethereum Attestation Service from version 1.3 on.
 *
 * @param schema identifier of the schema, 0x and 64 hexadecimal digits
 * @param data the encoded values of the schema
 * @param nonce of the attester, as the service counts it
 */
record DelegatedAttestation(String schema, byte[] data, String attester, BigInteger nonce) {

    /** No recipient: the data name the claim. */
    private static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private static final String NO_REFERENCE = "0x" + "0".repeat(64);

    /** Of expiry and of the signature's deadline: never. */
    private static final BigInteger NEVER = BigInteger.ZERO;

    private static final List<Map<String, String>> DOMAIN_TYPE = List.of(
            field("name", "string"),
            field("version", "string"),
            field("chainId", "uint256"),
            field("verifyingContract", "address"));

    private static final List<Map<String, String>> ATTEST_TYPE = List.of(
            field("attester", "address"),
            field("schema", "bytes32"),
            field("recipient", "address"),
            field("expirationTime", "uint64"),
            field("revocable", "bool"),
            field("refUID", "bytes32"),
            field("data", "bytes"),
            field("value", "uint256"),
            field("nonce", "uint256"),
            field("deadline", "uint64"));

    /** What separates the signatures of one deployment of the service from those of any other. */
    record Domain(String name, String version, long chainId, String verifyingContract) {}

    private static Map<String, String> field(String name, String type) {
        return Map.of("name", name, "type", type);
    }

    /** The call of {@code attestByDelegation} with the attester's signature. */
    EAS.DelegatedAttestationRequest signed(Signer signer, Domain domain) {
        Sign.SignatureData signature = signer.signTypedData(typedData(domain));
        return new EAS.DelegatedAttestationRequest(
                Numeric.hexStringToByteArray(schema),
                new EAS.AttestationRequestData(
                        NOBODY, NEVER, true, Numeric.hexStringToByteArray(NO_REFERENCE), data, BigInteger.ZERO),
                new EAS.Signature(new BigInteger(1, signature.getV()), signature.getR(), signature.getS()),
                attester,
                NEVER);
    }

    /** The message to be signed, as JSON in the form of EIP-712. */
    String typedData(Domain domain) {
        return Json.mapper()
                .writeValueAsString(Map.of(
                        "types",
                        Map.of("EIP712Domain", DOMAIN_TYPE, "Attest", ATTEST_TYPE),
                        "primaryType",
                        "Attest",
                        "domain",
                        domain,
                        "message",
                        message()));
    }

    private Map<String, Object> message() {
        return Map.of(
                "attester", attester,
                "schema", schema,
                "recipient", NOBODY,
                "expirationTime", NEVER,
                "revocable", true,
                "refUID", NO_REFERENCE,
                "data", Numeric.toHexString(data),
                "value", BigInteger.ZERO,
                "nonce", nonce,
                "deadline", NEVER);
    }
}
