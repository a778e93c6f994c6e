// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.Optional;
import org.headwater.chain.Anchors;
import org.headwater.chain.KnownDeployment;
import org.headwater.hypercert.ClaimId;

/**
 * What an audit believes before it begins.
 *
 * @param fromBlock a block before the first event that counts
 * @param anchors all contracts with their code; empty where only the public hypercerts contract is known
 */
record TrustRoot(String hypercerts, long fromBlock, Optional<Anchors> anchors) {

    /**
     * The root for a claim.
     *
     * @throws Untrue if nothing is known on the claim's chain, or what is known speaks of other contracts
     */
    static TrustRoot of(ClaimId claim, Optional<Anchors> given) {
        Optional<KnownDeployment> known = KnownDeployment.on(claim.chainId());
        TrustRoot root = given.map(anchors -> ofAnchors(claim, anchors, known)).orElseGet(() -> ofKnown(claim, known));
        Untrue.unless(
                root.hypercerts().equalsIgnoreCase(claim.contract()),
                "the claim is of contract %s; the hypercerts contract of chain %d is %s",
                claim.contract(),
                claim.chainId(),
                root.hypercerts());
        return root;
    }

    private static TrustRoot ofAnchors(ClaimId claim, Anchors anchors, Optional<KnownDeployment> known) {
        Untrue.unless(
                anchors.chainId() == claim.chainId(),
                "the claim is on chain %d, the anchors are of chain %d",
                claim.chainId(),
                anchors.chainId());
        known.flatMap(deployment -> deployment.contradiction(anchors.contracts()))
                .ifPresent(contradiction -> {
                    throw new Untrue(contradiction);
                });
        return new TrustRoot(anchors.contracts().hypercerts().address(), anchors.fromBlock(), Optional.of(anchors));
    }

    private static TrustRoot ofKnown(ClaimId claim, Optional<KnownDeployment> known) {
        return known.map(deployment -> new TrustRoot(deployment.hypercerts(), deployment.fromBlock(), Optional.empty()))
                .orElseThrow(() -> new Untrue(("no contract is known on chain %d, where anybody can deploy look-alikes;"
                                + " name those that you trust with --anchors FILE")
                        .formatted(claim.chainId())));
    }

    String describe() {
        return anchors.isPresent()
                ? "the contracts of the anchors file; hypercerts at " + hypercerts
                : "hypercerts at its public address " + hypercerts;
    }
}
