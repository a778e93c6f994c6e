// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.Utils;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * A merge as hypercerts 0.8.11 tells it: the merged fractions are burnt in a {@code TransferBatch}, and no event says that their
 * units went to the last fraction of the call (later versions emit {@code BatchValueTransfer}). The call itself says so.
 */
final class SilentMerge {

    /** Selector of {@code mergeFractions(address,uint256[])}. */
    private static final String SELECTOR = "c7b26c54";

    private static final List<TypeReference<Type>> PARAMETERS =
            Utils.convert(List.of(new TypeReference<Address>() {}, new TypeReference<DynamicArray<Uint256>>() {}));

    private SilentMerge() {}

    /**
     * The fraction that took the units. The call may be wrapped in that of a wallet contract, so it is looked for at every byte
     * of the transaction's input; only one that burns exactly these fractions counts.
     *
     * @param input of the transaction, hexadecimal
     * @param burnt fractions in the order of the event
     * @return empty if the input holds no such call
     */
    static Optional<BigInteger> target(String input, List<BigInteger> burnt) {
        for (int at = input.indexOf(SELECTOR); at >= 0; at = input.indexOf(SELECTOR, at + 2)) {
            Optional<BigInteger> target = fractions(input.substring(at + SELECTOR.length()))
                    .filter(fractions -> fractions.size() == burnt.size() + 1)
                    .filter(fractions -> fractions.subList(0, burnt.size()).equals(burnt))
                    .map(List::getLast);
            if (target.isPresent()) {
                return target;
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Optional<List<BigInteger>> fractions(String encoded) {
        try {
            List<Type> values = FunctionReturnDecoder.decode(encoded, PARAMETERS);
            return Optional.of(((DynamicArray<Uint256>) values.get(1))
                    .getValue().stream().map(Uint256::getValue).toList());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
