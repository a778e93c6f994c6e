// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.MalformedClaimId;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.utils.Numeric;

/** The values of a schema and their ABI encoding. */
final class SchemaValues {

    private static final int WORD = 32;

    private SchemaValues() {}

    @SuppressWarnings({"rawtypes", "unchecked"})
    static byte[] encoded(List<Type<?>> values) {
        return Numeric.hexStringToByteArray(new DefaultFunctionEncoder().encodeParameters((List<Type>) (List) values));
    }

    /**
     * The values in data that anybody may have written; empty unless they are exactly the encoding of such values.
     *
     * @param array index of the one type that is an array
     */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static Optional<List<Type<?>>> decoded(byte[] data, List<TypeReference<?>> types, int array) {
        if (!fits(data, array)) {
            return Optional.empty();
        }
        try {
            List<Type<?>> values = (List) FunctionReturnDecoder.decode(Numeric.toHexString(data), (List) types);
            return Optional.of(values).filter(read -> Arrays.equals(encoded(read), data));
        } catch (RuntimeException notEncodedSo) {
            return Optional.empty();
        }
    }

    /** The claim to which the first three values of both published schemas point; empty if that is none. */
    static Optional<ClaimId> claim(List<Type<?>> values) {
        try {
            return Optional.of(new ClaimId(
                    ((BigInteger) values.get(0).getValue()).longValueExact(),
                    (String) values.get(1).getValue(),
                    (BigInteger) values.get(2).getValue()));
        } catch (MalformedClaimId | ArithmeticException noClaim) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(Type<?> array) {
        return ((List<Utf8String>) array.getValue())
                .stream().map(Utf8String::getValue).toList();
    }

    /** Before an array is read its length is held against the data: an element takes a word at least. */
    private static boolean fits(byte[] data, int array) {
        BigInteger words = BigInteger.valueOf(data.length / WORD);
        BigInteger[] place = word(data, BigInteger.valueOf(array)).divideAndRemainder(BigInteger.valueOf(WORD));
        return place[1].signum() == 0
                && place[0].compareTo(words) < 0
                && word(data, place[0]).compareTo(words) < 0;
    }

    private static BigInteger word(byte[] data, BigInteger index) {
        int begin = index.intValueExact() * WORD;
        return begin + WORD > data.length ? BigInteger.TWO.pow(Byte.SIZE * WORD) : new BigInteger(1, data, begin, WORD);
    }
}
