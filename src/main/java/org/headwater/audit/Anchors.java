// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import org.headwater.document.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The contracts that an audit believes in, see {@code schemas/anchors.schema.json}: whoever verifies has to know them from
 * somewhere else than from whoever claims, as anybody can deploy look-alikes.
 *
 * @param chainId the chain they are on
 * @param fromBlock a block before the first event of any of them
 */
public record Anchors(
        String schemaVersion, long chainId, long fromBlock, Contracts contracts, AttestationSchemas schemas) {

    public static final String SCHEMA_VERSION = "1";

    /**
     * A contract with its code.
     *
     * @param codeHash Keccak-256 of the deployed code, 0x and 64 hexadecimal digits
     */
    public record Contract(String address, String codeHash) {}

    /**
     * @param hypercerts the proxy
     * @param hypercertsImplementation what the proxy runs (ERC-1967)
     * @param revisionResolver null where revisions are not examined, as in files of earlier releases
     */
    public record Contracts(
            Contract hypercerts,
            Contract hypercertsImplementation,
            Contract eas,
            Contract schemaRegistry,
            Contract verifierRegistry,
            Contract observationResolver,
            Contract milestoneResolver,
            Contract performanceContractFactory,
            Contract token,
            @Nullable Contract revisionResolver) {

        /** All of them by their names in the file. */
        Map<String, Contract> named() {
            Map<String, Contract> named = new LinkedHashMap<>();
            named.put("hypercerts", hypercerts);
            named.put("hypercertsImplementation", hypercertsImplementation);
            named.put("eas", eas);
            named.put("schemaRegistry", schemaRegistry);
            named.put("verifierRegistry", verifierRegistry);
            named.put("observationResolver", observationResolver);
            named.put("milestoneResolver", milestoneResolver);
            named.put("performanceContractFactory", performanceContractFactory);
            named.put("token", token);
            if (revisionResolver != null) {
                named.put("revisionResolver", revisionResolver);
            }
            return named;
        }
    }

    /**
     * Identifiers of the attestation schemas, 0x and 64 hexadecimal digits.
     *
     * @param revision null where the revision resolver is
     */
    public record AttestationSchemas(
            String observation, String milestone, @Nullable String revision) {}

    /**
     * The anchors in a file.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidDocument naming every member that is wrong
     */
    public static Anchors read(Path file) throws IOException {
        JsonNode json = Json.parse(Files.readAllBytes(file));
        List<Violation> violations = Schemas.violations("anchors", json);
        InvalidDocument.throwIfAny(violations);
        return Json.bind(json, Anchors.class);
    }
}
