// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.util.List;
import org.headwater.chain.PartyCall;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.ipfs.Cid;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** The call by which an owner mints a claim, whole. */
public final class MintCall {

    /** {@code FromCreatorOnly} of the hypercerts contract: fractions can be sold by the owner, not be resold. */
    static final BigInteger FROM_CREATOR_ONLY = BigInteger.TWO;

    private MintCall() {}

    /**
     * The call for the owner to sign.
     *
     * @param hypercerts address of the hypercerts contract
     * @param units of the claim, > 0
     * @param metadata published before
     */
    public static PartyCall of(String hypercerts, String owner, BigInteger units, Cid metadata) {
        var function = new Function(
                HypercertMinter.FUNC_MINTCLAIM,
                List.of(
                        new Address(owner),
                        new Uint256(units),
                        new Utf8String(metadata.uri()),
                        new Uint8(FROM_CREATOR_ONLY)),
                List.of());
        String meaning = "mintClaim(account %s, units %s, uri %s, restrictions FromCreatorOnly)"
                .formatted(owner, units, metadata.uri());
        return new PartyCall(hypercerts, FunctionEncoder.encode(function), meaning);
    }
}
