// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.headwater.chain.Anchors;
import org.headwater.chain.Anchors.Contract;
import org.headwater.chain.AttestationSchema;
import org.headwater.chain.Chain;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Whether our contracts know each other, and the contracts that they build on. */
final class WiringChecks {

    private static final Duration SHORTEST_WINDOW = Duration.ofDays(1);

    private static final String MULTI_ATTEST =
            "multiAttest(" + "(bytes32,bytes32,uint64,uint64,uint64,bytes32,address,address,bool,bytes)[],uint256[])";

    /** That of no attestations at all, which a resolver grants to its own attestation service only. */
    private static final String NO_ATTESTATIONS = Hash.sha3String(MULTI_ATTEST).substring(0, 10)
            + FunctionEncoder.encodeConstructor(List.of(
                    new DynamicArray<>(Uint256.class, List.of()), new DynamicArray<>(Uint256.class, List.of())));

    private final RemoteChain chain;
    private final Anchors anchors;
    private final Anchors.Contracts contracts;

    WiringChecks(RemoteChain chain, Anchors anchors) {
        this.chain = chain;
        this.anchors = anchors;
        this.contracts = anchors.contracts();
    }

    void each(DeploymentCheck.Examiner examiner) {
        examiner.examine("electors of verifierRegistry", this::electors);
        examiner.examine("wiring of observationResolver", this::observationResolver);
        examiner.examine("wiring of performanceContractFactory", this::factory);
        examiner.examine("wiring of milestoneResolver", this::milestoneResolver);
        Contract revisionResolver = contracts.revisionResolver();
        String revision = anchors.schemas().revision();
        examiner.examine(
                "schema observation",
                () -> schema(
                        AttestationSchema.OBSERVATION,
                        anchors.schemas().observation(),
                        contracts.observationResolver().address()));
        examiner.examine(
                "schema milestone",
                () -> schema(
                        AttestationSchema.MILESTONE,
                        anchors.schemas().milestone(),
                        contracts.milestoneResolver().address()));
        if (revisionResolver != null && revision != null) {
            String address = revisionResolver.address();
            examiner.examine("wiring of revisionResolver", () -> revisionResolver(address, revision));
            examiner.examine("schema revision", () -> schema(AttestationSchema.REVISION, revision, address));
        }
        examiner.examine("schema creator feed", () -> published(AttestationSchema.CREATOR_FEED));
        examiner.examine("schema basic evaluation", () -> published(AttestationSchema.BASIC_EVALUATION));
        examiner.examine("token", this::token);
    }

    private String electors() {
        var registry = chain.verifierRegistry(contracts.verifierRegistry().address());
        int electors = chain.ask(registry.electors()).size();
        BigInteger threshold = chain.ask(registry.threshold());
        Untrue.unless(
                threshold.shiftLeft(1).compareTo(BigInteger.valueOf(electors)) > 0,
                "%s of %d electors decide, which is not more than half",
                threshold,
                electors);
        return "%s of %d electors decide".formatted(threshold, electors);
    }

    private String observationResolver() {
        String address = contracts.observationResolver().address();
        var resolver = chain.observationResolver(address);
        DeploymentCheck.same(
                "registry",
                chain.ask(resolver.registry()),
                contracts.verifierRegistry().address());
        DeploymentCheck.same(
                "hypercerts",
                chain.ask(resolver.hypercerts()),
                contracts.hypercerts().address());
        return admitsFor(
                address, chain.ask(resolver.schemaUid()), anchors.schemas().observation());
    }

    private String factory() {
        var factory = chain.factory(contracts.performanceContractFactory().address());
        DeploymentCheck.same(
                "milestone resolver",
                chain.ask(factory.milestoneResolver()),
                contracts.milestoneResolver().address());
        Duration window =
                Duration.ofSeconds(chain.ask(factory.minimumChallengeWindow()).longValueExact());
        Untrue.unless(
                anchors.chainId() == Chain.LOCAL_ID || window.compareTo(SHORTEST_WINDOW) >= 0,
                "its shortest challenge window is %s, less than %s",
                window,
                SHORTEST_WINDOW);
        return "treasury %s, challenge window at least %s".formatted(chain.ask(factory.treasury()), window);
    }

    private String milestoneResolver() {
        String address = contracts.milestoneResolver().address();
        var resolver = chain.milestoneResolver(address);
        DeploymentCheck.same(
                "registry",
                chain.ask(resolver.registry()),
                contracts.verifierRegistry().address());
        DeploymentCheck.same(
                "factory",
                chain.ask(resolver.factory()),
                contracts.performanceContractFactory().address());
        return admitsFor(
                address, chain.ask(resolver.schemaUid()), anchors.schemas().milestone());
    }

    private String revisionResolver(String address, String revision) {
        return admitsFor(address, chain.ask(chain.revisionResolver(address).schemaUid()), revision);
    }

    /** No function tells which service a resolver listens to, so that it is asked in the name of the one that it must be. */
    private String admitsFor(String resolver, byte[] served, String schema) {
        Untrue.unless(
                Numeric.toHexString(served).equals(schema),
                "it serves the schema %s, not %s",
                Numeric.toHexString(served),
                schema);
        String eas = contracts.eas().address();
        Untrue.unless(chain.answer(eas, resolver, NO_ATTESTATIONS).isPresent(), "it does not listen to eas at %s", eas);
        Untrue.unless(
                chain.answer(resolver, NO_ATTESTATIONS).isEmpty(), "it listens to anybody, not only to eas at %s", eas);
        return "listens to eas at %s alone, for schema %s".formatted(eas, schema);
    }

    private String schema(AttestationSchema schema, String uid, String resolver) {
        var registry = chain.schemaRegistry(contracts.schemaRegistry().address());
        AnchorChecks.requireSchema(
                chain.ask(registry.getSchema(Numeric.hexStringToByteArray(uid))), schema, uid, resolver);
        return "%s, resolver %s".formatted(uid, resolver);
    }

    private String published(AttestationSchema schema) {
        return schema(schema, schema.uid(AttestationSchema.NO_RESOLVER), AttestationSchema.NO_RESOLVER);
    }

    private String token() {
        var token = chain.token(contracts.token().address());
        return "%s with %s decimals, %s in circulation"
                .formatted(chain.ask(token.symbol()), chain.ask(token.decimals()), chain.ask(token.totalSupply()));
    }
}
