// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.CustomError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The custom errors of the contracts that this program calls, from the ABIs that the build collected. */
final class ContractErrors {

    private static final String RESOURCE = "/contracts/errors.json";

    private ContractErrors() {}

    static List<CustomError> all() {
        try (InputStream resource = ContractErrors.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("this build is not whole: " + RESOURCE + " is missing");
            }
            return new JsonMapper()
                    .readTree(resource)
                    .valueStream()
                    .map(ContractErrors::error)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomError error(JsonNode entry) {
        List<TypeReference<?>> parameters = entry.get("inputs")
                .valueStream()
                .<TypeReference<?>>map(input -> type(input.get("type").asString()))
                .toList();
        return new CustomError(entry.get("name").asString(), parameters);
    }

    private static TypeReference<?> type(String solidity) {
        try {
            return TypeReference.makeTypeReference(solidity);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no such Solidity type: " + solidity, e);
        }
    }
}
