// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.headwater.attestation.AttestationRelease;
import org.headwater.audit.Outcome.Fail;
import org.headwater.audit.Outcome.Pass;
import org.headwater.chain.Anchors;
import org.headwater.chain.KnownDeployment;
import org.headwater.chain.UnexpectedContract;

/** Whether contracts are what they are said to be, by what the chain says of them. */
public final class DeploymentCheck {

    /** What every release of the hypercerts contract calls itself. */
    private static final String HYPERCERTS_NAME = "HypercertMinter";

    private static final String NO_CONTRACT = "0x0000000000000000000000000000000000000000";

    private final RemoteChain chain;
    private final long chainId;
    private final List<Report.Check> checks = new ArrayList<>();

    private DeploymentCheck(RemoteChain chain, long chainId) {
        this.chain = chain;
        this.chainId = chainId;
    }

    /**
     * Examines the contracts that our own build on; their code is not known, so that it only has to be there.
     *
     * @throws NotReachable if a node gives no answer
     */
    public static DeploymentReport examine(
            RemoteChain chain, long chainId, String hypercerts, String eas, String schemaRegistry) {
        var check = new DeploymentCheck(chain, chainId);
        if (check.onChain()) {
            check.examine("code of hypercerts", () -> check.code("hypercerts", hypercerts));
            check.examine("code of eas", () -> check.code("eas", eas));
            check.examine("code of schemaRegistry", () -> check.code("schemaRegistry", schemaRegistry));
            check.published(hypercerts, Optional.empty(), eas, schemaRegistry);
        }
        return check.report();
    }

    /**
     * Examines all contracts of anchors.
     *
     * @throws NotReachable if a node gives no answer
     */
    public static DeploymentReport examine(RemoteChain chain, Anchors anchors) {
        var check = new DeploymentCheck(chain, anchors.chainId());
        if (check.onChain()) {
            Anchors.Contracts contracts = anchors.contracts();
            check.known(contracts);
            contracts
                    .named()
                    .forEach((name, contract) -> check.examine(
                            "code of " + name, () -> "hash " + AnchorChecks.requireCode(chain, name, contract)));
            check.published(
                    contracts.hypercerts().address(),
                    Optional.of(contracts.hypercertsImplementation().address()),
                    contracts.eas().address(),
                    contracts.schemaRegistry().address());
            new WiringChecks(chain, anchors).each(check::examine);
        }
        return check.report();
    }

    private DeploymentReport report() {
        return DeploymentReport.of(chainId, chain.block(), checks);
    }

    private void examine(String name, Supplier<String> examination) {
        Outcome outcome;
        try {
            outcome = new Pass(examination.get());
        } catch (Untrue | UnexpectedContract | NodesDisagree e) {
            outcome = new Fail(String.valueOf(e.getMessage()));
        }
        checks.add(new Report.Check(name, outcome.status(), outcome.detail()));
    }

    /** On another chain an address means something else, so that nothing more is asked there. */
    private boolean onChain() {
        examine("chain", () -> {
            List<BigInteger> served = chain.chainIds();
            Untrue.unless(
                    served.stream().allMatch(id -> id.equals(BigInteger.valueOf(chainId))),
                    "the contracts are on chain %d; the nodes serve %s",
                    chainId,
                    served);
            chain.requireOneHistory();
            return "chain %d at block %s".formatted(chainId, chain.block());
        });
        return checks.getFirst().status().equals("pass");
    }

    private void known(Anchors.Contracts contracts) {
        KnownDeployment.on(chainId)
                .ifPresent(deployment -> examine("public addresses", () -> {
                    deployment.contradiction(contracts).ifPresent(contradiction -> {
                        throw new Untrue(contradiction);
                    });
                    return "those that are known on chain " + chainId;
                }));
    }

    private String code(String name, String address) {
        String found = chain.codeHash(address);
        Untrue.unless(!found.equals(AnchorChecks.NO_CODE), "%s at %s is no contract", name, address);
        return "hash " + found;
    }

    private void published(String hypercerts, Optional<String> implementation, String eas, String schemaRegistry) {
        examine("implementation of hypercerts", () -> implementation(hypercerts, implementation));
        examine("name of hypercerts", () -> {
            String name = chain.ask(chain.hypercerts(hypercerts).name());
            Untrue.unless(name.equals(HYPERCERTS_NAME), "it calls itself '%s', not '%s'", name, HYPERCERTS_NAME);
            return name;
        });
        examine("release of eas", () -> {
            var release = AttestationRelease.of(chainId, eas, data -> chain.answer(eas, data));
            return "version %s, domain separator %s".formatted(release.version(), release.domainSeparator());
        });
        examine(
                "schema registry of eas",
                () -> same("schema registry", chain.ask(chain.eas(eas).getSchemaRegistry()), schemaRegistry));
    }

    private String implementation(String proxy, Optional<String> expected) {
        String found = chain.implementation(proxy);
        Untrue.unless(!found.equals(NO_CONTRACT), "hypercerts at %s is no proxy (ERC-1967)", proxy);
        expected.ifPresent(address -> same("implementation", found, address));
        return code("the implementation of hypercerts", found) + " at " + found;
    }

    /** @throws Untrue if they are two addresses */
    static String same(String what, String found, String expected) {
        Untrue.unless(found.equalsIgnoreCase(expected), "its %s is %s, not %s", what, found, expected);
        return found;
    }

    /** Takes what is examined, by its name. */
    interface Examiner {
        void examine(String name, Supplier<String> examination);
    }
}
