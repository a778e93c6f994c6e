// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** The schemas of the attestations that the life of a claim needs, as they are registered. */
public enum AttestationSchema {
    /** What a verifier has observed. */
    OBSERVATION("uint256 claimId,string observationCid,bytes32 evidenceHash", true),

    /** A verifier's vote on a milestone. */
    MILESTONE(
            "address performanceContract,uint8 milestone,int256 value,bytes32 evidenceHash,string verificationCid",
            true),

    /** A revision, which points to a claim, its document and the revision before. */
    REVISION(
            "uint256 chainId,address hypercerts,uint256 claimId,uint32 revision,uint8 kind,string documentCid,"
                    + "bytes32 previousUid",
            true),

    /** By which hypercert applications show what a claim's creator adds; published, and irrevocable. */
    CREATOR_FEED(
            "uint256 chain_id,address contract_address,uint256 token_id,string title,string description,"
                    + "string[] sources",
            false),

    /** By which hypercert applications show evaluations of a claim; published. */
    BASIC_EVALUATION(
            "uint256 chain_id,address contract_address,uint256 token_id,uint8 evaluate_basic,uint8 evaluate_work,"
                    + "uint8 evaluate_contributors,uint8 evaluate_properties,string comments,string[] tags",
            true);

    /** Of a schema whose attestations nobody has to admit. */
    public static final String NO_RESOLVER = "0x0000000000000000000000000000000000000000";

    private final String text;
    private final boolean revocable;

    AttestationSchema(String text, boolean revocable) {
        this.text = text;
        this.revocable = revocable;
    }

    /** Names and types of the values. */
    public String text() {
        return text;
    }

    /** Whether attestations can be taken back. */
    public boolean revocable() {
        return revocable;
    }

    /** The identifier as the registry computes it: the hash of text, resolver and revocability, packed. */
    public String uid(String resolver) {
        byte[] characters = text.getBytes(StandardCharsets.UTF_8);
        byte[] packed = ByteBuffer.allocate(characters.length + 21)
                .put(characters)
                .put(Numeric.hexStringToByteArray(resolver))
                .put((byte) (revocable ? 1 : 0))
                .array();
        return Numeric.toHexString(Hash.sha3(packed));
    }

    /** The call of {@code register}, in hex. */
    String registration(String resolver) {
        return FunctionEncoder.encode(new Function(
                "register", List.of(new Utf8String(text), new Address(resolver), new Bool(revocable)), List.of()));
    }
}
