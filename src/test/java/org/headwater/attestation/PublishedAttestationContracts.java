// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import tools.jackson.databind.json.JsonMapper;

/** The contracts of two earlier releases as their authors built them; the build installs the packages. */
public enum PublishedAttestationContracts {
    RELEASE_0_26("eas-contracts-0.26"),
    RELEASE_1_2("eas-contracts-1.2");

    private static final Path PACKAGES = Path.of("src", "test", "attestation-releases", "node_modules");

    private final String folder;

    PublishedAttestationContracts(String folder) {
        this.folder = folder;
    }

    /** Creation code of the schema registry. */
    public String schemaRegistry() {
        return bytecode("SchemaRegistry");
    }

    /** Creation code of the attestation service on a schema registry. */
    public String eas(String schemaRegistry) {
        return bytecode("EAS") + FunctionEncoder.encodeConstructor(List.of(new Address(schemaRegistry)));
    }

    private String bytecode(String contract) {
        Path artifact =
                PACKAGES.resolve(folder).resolve("artifacts/contracts/%s.sol/%s.json".formatted(contract, contract));
        try {
            return JsonMapper.shared()
                    .readTree(Files.readAllBytes(artifact))
                    .get("bytecode")
                    .asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
