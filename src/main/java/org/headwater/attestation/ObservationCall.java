// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import org.headwater.chain.PartyCall;
import org.headwater.chain.contract.EAS;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/** The call by which a verifier attests an observation document itself, with gas of its own. */
public final class ObservationCall {

    private static final String NOBODY = "0x0000000000000000000000000000000000000000";
    private static final byte[] NO_REFERENCE = new byte[32];
    private static final BigInteger NEVER = BigInteger.ZERO;

    private ObservationCall() {}

    /**
     * The call for the verifier to sign.
     *
     * @param eas address of the Ethereum Attestation Service
     * @param schema identifier of its schema of an observation
     */
    public static PartyCall of(String eas, String schema, ClaimId claim, Cid observation) {
        var request = new EAS.AttestationRequest(
                Numeric.hexStringToByteArray(schema),
                new EAS.AttestationRequestData(
                        NOBODY,
                        NEVER,
                        true,
                        NO_REFERENCE,
                        SchemaValues.encoded(values(claim, observation)),
                        BigInteger.ZERO));
        String meaning = "attest(schema %s, claim %s, observation %s, revocable, without expiry)"
                .formatted(schema, claim, observation);
        return new PartyCall(
                eas, FunctionEncoder.encode(new Function(EAS.FUNC_ATTEST, List.of(request), List.of())), meaning);
    }

    /** The evidence hash is the digest in the document's own identifier. */
    static List<Type<?>> values(ClaimId claim, Cid observation) {
        return List.of(
                new Uint256(claim.tokenId()), new Utf8String(observation.text()), new Bytes32(observation.digest()));
    }
}
