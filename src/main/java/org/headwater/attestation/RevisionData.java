// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.List;
import org.headwater.hypercert.ClaimId;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/**
 * The values of the revision schema.
 *
 * @param previousUid 0x and 64 hexadecimal digits, all zero in the first revision
 */
public record RevisionData(ClaimId claim, long number, Revision.Kind kind, String documentCid, String previousUid) {

    /** The identifier of nothing. */
    public static final String NONE = "0x" + "0".repeat(64);

    private static final List<TypeReference<?>> TYPES = List.of(
            new TypeReference<Uint256>() {},
            new TypeReference<Address>() {},
            new TypeReference<Uint256>() {},
            new TypeReference<Uint32>() {},
            new TypeReference<Uint8>() {},
            new TypeReference<Utf8String>() {},
            new TypeReference<Bytes32>() {});

    byte[] encoded() {
        return SchemaValues.encoded(List.of(
                new Uint256(claim.chainId()),
                new Address(claim.contract()),
                new Uint256(claim.tokenId()),
                new Uint32(number),
                new Uint8(kind.ordinal()),
                new Utf8String(documentCid),
                new Bytes32(Numeric.hexStringToByteArray(previousUid))));
    }

    /** The values in data that the revision resolver has admitted. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    public static RevisionData decoded(byte[] data) {
        List<Type> values = FunctionReturnDecoder.decode(Numeric.toHexString(data), (List) TYPES);
        return new RevisionData(
                new ClaimId(
                        ((BigInteger) values.get(0).getValue()).longValueExact(),
                        (String) values.get(1).getValue(),
                        (BigInteger) values.get(2).getValue()),
                ((BigInteger) values.get(3).getValue()).longValueExact(),
                Revision.Kind.values()[((BigInteger) values.get(4).getValue()).intValueExact()],
                (String) values.get(5).getValue(),
                Numeric.toHexString((byte[]) values.get(6).getValue()));
    }
}
