// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
 * The contracts that somebody believes in, see {@code schemas/anchors.schema.json}: whoever verifies has to know them from
 * somewhere else than from whoever claims, as anybody can deploy look-alikes.
 *
 * @param chainId the chain they are on
 * @param fromBlock a block before the first event of any of them
 */
public record Anchors(
        String schemaVersion, long chainId, long fromBlock, Contracts contracts, AttestationSchemas schemas) {

    public static final String SCHEMA_VERSION = "1";

    /** Where a proxy keeps the address that it runs (ERC-1967). */
    public static final BigInteger IMPLEMENTATION_SLOT =
            new BigInteger("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc", 16);

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
        public Map<String, Contract> named() {
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

    /**
     * The contracts of a deployment, with the code that they have now.
     *
     * @throws ChainNotAvailable if the node does not answer
     */
    static Anchors of(Deployment deployment, NodeConnection node) {
        return new Anchors(
                SCHEMA_VERSION,
                deployment.chainId(),
                deployment.fromBlock(),
                new Contracts(
                        contract(node, deployment.hypercerts()),
                        contract(node, node.implementation(deployment.hypercerts())),
                        contract(node, deployment.eas()),
                        contract(node, deployment.schemaRegistry()),
                        contract(node, deployment.verifierRegistry()),
                        contract(node, deployment.observationResolver()),
                        contract(node, deployment.milestoneResolver()),
                        contract(node, deployment.performanceContractFactory()),
                        contract(node, deployment.token()),
                        contract(node, deployment.revisionResolver())),
                new AttestationSchemas(
                        deployment.observationSchema(), deployment.milestoneSchema(), deployment.revisionSchema()));
    }

    private static Contract contract(NodeConnection node, String address) {
        return new Contract(address, node.codeHash(address));
    }

    /**
     * The deployment that a service can use.
     *
     * @throws IllegalArgumentException if they are of an earlier release, without the resolver of revisions
     */
    Deployment deployment() {
        Contract revisionResolver = contracts.revisionResolver();
        String revision = schemas.revision();
        if (revisionResolver == null || revision == null) {
            throw new IllegalArgumentException(
                    "/contracts/revisionResolver is missing in the anchors; a service needs it");
        }
        return new Deployment(
                chainId,
                contracts.hypercerts().address(),
                contracts.eas().address(),
                contracts.schemaRegistry().address(),
                contracts.verifierRegistry().address(),
                contracts.observationResolver().address(),
                contracts.milestoneResolver().address(),
                contracts.performanceContractFactory().address(),
                contracts.token().address(),
                schemas.observation(),
                schemas.milestone(),
                revisionResolver.address(),
                revision,
                AttestationSchema.CREATOR_FEED.uid(AttestationSchema.NO_RESOLVER),
                AttestationSchema.BASIC_EVALUATION.uid(AttestationSchema.NO_RESOLVER),
                fromBlock);
    }

    /** Writes them to a file, whole or not at all; does nothing where the file says so already. */
    public void write(Path file) throws IOException {
        byte[] text = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), text)) {
            return;
        }
        Path whole = file.toAbsolutePath();
        Path unfinished = whole.resolveSibling(whole.getFileName() + "-unfinished");
        Files.createDirectories(whole.getParent());
        Files.write(unfinished, text);
        Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
    }
}
