// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.PartyCall;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.ipfs.Cid;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** The call by which an owner mints a claim. */
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
     * @param allowListRoot of the list by which others take the fractions; empty for one fraction, the owner's
     */
    public static PartyCall of(
            String hypercerts, String owner, BigInteger units, Cid metadata, Optional<byte[]> allowListRoot) {
        List<Type> arguments = new ArrayList<>(List.of(new Address(owner), new Uint256(units)));
        allowListRoot.map(Bytes32::new).ifPresent(arguments::add);
        arguments.addAll(List.of(new Utf8String(metadata.uri()), new Uint8(FROM_CREATOR_ONLY)));
        String name = allowListRoot.isPresent() ? HypercertMinter.FUNC_CREATEALLOWLIST : HypercertMinter.FUNC_MINTCLAIM;
        String root = allowListRoot
                .map(bytes -> " root %s,".formatted(Numeric.toHexString(bytes)))
                .orElse("");
        String meaning = "%s(account %s, units %s,%s uri %s, restrictions FromCreatorOnly)"
                .formatted(name, owner, units, root, metadata.uri());
        return new PartyCall(hypercerts, FunctionEncoder.encode(new Function(name, arguments, List.of())), meaning);
    }
}
