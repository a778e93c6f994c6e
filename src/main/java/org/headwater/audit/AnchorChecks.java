// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwater.audit.Outcome.Fail;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.chain.Anchors;
import org.headwater.chain.Anchors.Contract;
import org.headwater.chain.AttestationSchema;
import org.headwater.chain.contract.SchemaRegistry;
import org.headwater.hypercert.ClaimId;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Whether the chain is the claim's, and its contracts are those that can be believed. */
final class AnchorChecks {

    /** Keccak-256 of nothing. */
    static final String NO_CODE = Hash.sha3("0x");

    private final RemoteChain chain;
    private final Findings findings;

    AnchorChecks(RemoteChain chain, Findings findings) {
        this.chain = chain;
        this.findings = findings;
    }

    /** What may be believed; empty if nothing may. */
    Optional<TrustRoot> root(ClaimId claim, Optional<Anchors> given) {
        return findings.establish(Statement.ANCHORS, () -> TrustRoot.of(claim, given), TrustRoot::describe)
                .filter(this::code)
                .filter(this::schemas);
    }

    /** Whether all nodes serve the claim's chain. */
    boolean chainId(ClaimId claim) {
        findings.examine(Statement.CHAIN_ID, () -> {
            List<BigInteger> served = chain.chainIds();
            Untrue.unless(
                    served.stream().allMatch(id -> id.equals(BigInteger.valueOf(claim.chainId()))),
                    "the claim is on chain %d; the nodes serve %s",
                    claim.chainId(),
                    served);
            return new Pass("chain %d at block %s".formatted(claim.chainId(), chain.block()));
        });
        return findings.holds(Statement.CHAIN_ID);
    }

    private boolean code(TrustRoot root) {
        if (root.anchors().isEmpty()) {
            findings.add(
                    Statement.CONTRACT_CODE,
                    new NotApplicable("the public contracts are known by their addresses, not by their code"));
            return true;
        }
        Anchors.Contracts contracts = root.anchors().get().contracts();
        return findings.establish(
                        Statement.CONTRACT_CODE,
                        () -> requireCode(contracts),
                        "%d contracts have the code of their anchors"::formatted)
                .isPresent();
    }

    private int requireCode(Anchors.Contracts contracts) {
        Map<String, Contract> named = contracts.named();
        Threads.each(List.copyOf(named.entrySet()), contract -> requireCode(contract.getKey(), contract.getValue()));
        String implementation = chain.implementation(contracts.hypercerts().address());
        Untrue.unless(
                implementation.equalsIgnoreCase(
                        contracts.hypercertsImplementation().address()),
                "hypercerts runs %s, not hypercertsImplementation at %s",
                implementation,
                contracts.hypercertsImplementation().address());
        return named.size();
    }

    private String requireCode(String name, Contract contract) {
        return requireCode(chain, name, contract);
    }

    /** @throws Untrue if there is no contract, or one with other code */
    static String requireCode(RemoteChain chain, String name, Contract contract) {
        String found = chain.codeHash(contract.address());
        Untrue.unless(!found.equals(NO_CODE), "%s at %s is no contract", name, contract.address());
        Untrue.unless(
                found.equals(contract.codeHash()),
                "%s at %s has code of hash %s, not %s",
                name,
                contract.address(),
                found,
                contract.codeHash());
        return found;
    }

    /** Without anchors of our own contracts the claim is examined as far as its forecast, and no word on it is believed. */
    private boolean schemas(TrustRoot root) {
        findings.examine(
                Statement.ATTESTATION_SCHEMAS,
                () -> root.anchors()
                        .<Outcome>map(this::registered)
                        .orElseGet(() ->
                                new Fail("the verifier registry, the resolvers and the escrow factory of this chain"
                                        + " are not known; name them with --anchors FILE")));
        return true;
    }

    private Outcome registered(Anchors anchors) {
        Anchors.Contracts contracts = anchors.contracts();
        String registry = chain.call(chain.eas(contracts.eas().address()).getSchemaRegistry());
        Untrue.unless(
                registry.equalsIgnoreCase(contracts.schemaRegistry().address()),
                "eas uses the schema registry %s, not %s",
                registry,
                contracts.schemaRegistry().address());
        requireSchema(
                anchors,
                AttestationSchema.OBSERVATION,
                anchors.schemas().observation(),
                contracts.observationResolver());
        requireSchema(
                anchors, AttestationSchema.MILESTONE, anchors.schemas().milestone(), contracts.milestoneResolver());
        Contract revisionResolver = contracts.revisionResolver();
        String revision = anchors.schemas().revision();
        if (revisionResolver != null && revision != null) {
            requireSchema(anchors, AttestationSchema.REVISION, revision, revisionResolver);
        }
        return new Pass("the schemas have their text and their resolver");
    }

    private void requireSchema(Anchors anchors, AttestationSchema schema, String uid, Contract resolver) {
        SchemaRegistry registry =
                chain.schemaRegistry(anchors.contracts().schemaRegistry().address());
        requireSchema(
                chain.call(registry.getSchema(Numeric.hexStringToByteArray(uid))), schema, uid, resolver.address());
    }

    /** @throws Untrue if it is registered otherwise, or not at all */
    static void requireSchema(
            SchemaRegistry.SchemaRecord found, AttestationSchema schema, String uid, String resolver) {
        Untrue.unless(
                found.schema.equals(schema.text()), "schema %s is '%s', not '%s'", uid, found.schema, schema.text());
        Untrue.unless(
                found.resolver.equalsIgnoreCase(resolver),
                "schema %s has the resolver %s, not %s",
                uid,
                found.resolver,
                resolver);
        Untrue.unless(
                found.revocable == schema.revocable(),
                "attestations of schema %s can%s be revoked",
                uid,
                found.revocable ? "" : "not");
    }
}
