// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.Response;

/** Says in words why a call reverted. */
public final class RevertReason {

    private static final int EXECUTION_REVERTED = 3;
    private static final Pattern DATA = Pattern.compile("0x[0-9a-fA-F]*");

    /** {@code Error(string)} and {@code Panic(uint256)}, which every Solidity contract can throw. */
    private static final List<CustomError> BUILT_IN = List.of(
            new CustomError("Error", List.of(new TypeReference<Utf8String>() {})),
            new CustomError("Panic", List.of(new TypeReference<Uint256>() {})));

    private final Map<String, CustomError> bySelector;

    RevertReason(List<CustomError> known) {
        this.bySelector = Stream.concat(BUILT_IN.stream(), known.stream())
                .collect(Collectors.toUnmodifiableMap(RevertReason::selector, error -> error, (first, same) -> first));
    }

    /** Whether the contract said no, and not the node that it cannot run the call; geth and others give code 3. */
    static boolean isRevert(Response.Error error) {
        return isRevert(error.getCode(), String.valueOf(error.getMessage()));
    }

    /** The same of the code and message of a JSON-RPC error. */
    public static boolean isRevert(int code, String said) {
        String message = said.toLowerCase(Locale.ROOT);
        return code == EXECUTION_REVERTED
                || message.contains("revert")
                || message.contains("out of gas")
                || message.contains("opcode");
    }

    /** Nodes put the data there bare, quoted, or within an object; the message differs by node. */
    String of(Response.Error error) {
        return data(error.getData())
                .filter(data -> data.length() >= 10)
                .map(this::decode)
                .orElse(error.getMessage());
    }

    String decode(String data) {
        @Nullable CustomError error = bySelector.get(data.substring(0, 10));
        if (error == null) {
            return "unknown error " + data;
        }
        String arguments = FunctionReturnDecoder.decode("0x" + data.substring(10), error.getParameters()).stream()
                .map(value -> String.valueOf(value.getValue()))
                .collect(Collectors.joining(", "));
        return "%s(%s)".formatted(error.getName(), arguments);
    }

    private static Optional<String> data(@Nullable String raw) {
        if (raw == null) {
            return Optional.empty();
        }
        Matcher matcher = DATA.matcher(raw);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static String selector(CustomError error) {
        return CustomErrorEncoder.encode(error).substring(0, 10);
    }
}
