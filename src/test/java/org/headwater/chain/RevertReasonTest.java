// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.datatypes.CustomError;

/** Every custom error of the contracts, thrown once by real code on the real chain. */
class RevertReasonTest {

    private static final int WORD = 64;

    static Stream<CustomError> errors() {
        return ContractErrors.all().stream();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void customErrorIsNamedWithItsArguments(CustomError error) {
        // A word of zeros is the zero value of every type without a length; what has one gets an offset to zeros.
        List<String> words = error.getParameters().stream()
                .map(parameter -> isDynamic(parameter)
                        ? "%064x".formatted(32 * error.getParameters().size())
                        : zeros())
                .toList();
        String data = CustomErrorEncoder.encode(error).substring(2, 10) + String.join("", words) + zeros();
        var reverted = catchThrowableOfType(
                TransactionReverted.class,
                () -> EmbeddedParts.get(Transactions.class)
                        .execute(Intent.deployment("revert/" + error.getName(), "reverter", reverting(data))));
        assertThat(reverted.reason()).startsWith(error.getName() + "(").endsWith(")");
        assertThat(reverted.reason().split(",", -1))
                .hasSize(Math.max(1, error.getParameters().size()));
    }

    private static boolean isDynamic(org.web3j.abi.TypeReference<?> parameter) {
        String name = parameter.getType().getTypeName();
        return name.contains("String") || name.contains("DynamicBytes") || name.contains("DynamicArray");
    }

    private static String zeros() {
        return "0".repeat(WORD);
    }

    /** Creation code that reverts with the data that follow it: 12 bytes of code. */
    private static String reverting(String data) {
        String length = "%04x".formatted(data.length() / 2);
        return "0x61" + length + "600c5f39" + "61" + length + "5ffd" + data;
    }
}
