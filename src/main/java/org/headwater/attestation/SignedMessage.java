// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.headwater.chain.Signer;
import org.headwater.chain.contract.EAS;
import org.headwater.document.Json;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/**
 * Typed data in the form of EIP-712, as the Ethereum Attestation Service has them signed.
 *
 * @param members values by name; those that the type does not name are not signed
 */
record SignedMessage(Type type, Map<String, Object> members) {

    /** Of expiry and of the signature's deadline: never. */
    static final BigInteger NEVER = BigInteger.ZERO;

    private static final List<Map<String, String>> DOMAIN_TYPE = List.of(
            field("name", "string"),
            field("version", "string"),
            field("chainId", "uint256"),
            field("verifyingContract", "address"));

    SignedMessage {
        members = members.entrySet().stream()
                .filter(member -> type.members().stream()
                        .anyMatch(field -> member.getKey().equals(field.get("name"))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * A struct of EIP-712.
     *
     * @param members names and types, in order
     */
    record Type(String name, List<Map<String, String>> members) {

        Type {
            members = List.copyOf(members);
        }

        /** Keccak-256 of the encoded type, 0x and 64 hexadecimal digits. */
        String hash() {
            String text = members.stream()
                    .map(member -> member.get("type") + " " + member.get("name"))
                    .collect(Collectors.joining(",", name + "(", ")"));
            return Numeric.toHexString(Hash.sha3(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What separates the signatures of one deployment of the service from those of any other. */
    record Domain(String name, String version, long chainId, String verifyingContract) {

        /** Its hash, 0x and 64 hexadecimal digits. */
        String separator() {
            String typedData = Json.mapper()
                    .writeValueAsString(Map.of(
                            "types",
                            Map.of("EIP712Domain", DOMAIN_TYPE),
                            "primaryType",
                            "EIP712Domain",
                            "domain",
                            this,
                            "message",
                            Map.of()));
            try {
                return Numeric.toHexString(new StructuredDataEncoder(typedData).hashDomain());
            } catch (IOException e) {
                throw new IllegalStateException("a domain that cannot be read: " + typedData, e);
            }
        }
    }

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
                        Map.of("EIP712Domain", DOMAIN_TYPE, type.name(), type.members()),
                        "primaryType",
                        type.name(),
                        "domain",
                        domain,
                        "message",
                        members));
    }
}
