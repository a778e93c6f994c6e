// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwater.audit.Outcome.Fail;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.GatewayReader;
import org.headwater.verification.Verification;

/** The examination of one claim, from the chain to the payment. */
public final class ClaimAudit {

    private final ClaimId claim;
    private final RemoteChain chain;
    private final Content content;
    private final Optional<Anchors> anchors;
    private final Findings findings = new Findings();

    private ClaimAudit(ClaimId claim, RemoteChain chain, GatewayReader gateway, Optional<Anchors> anchors) {
        this.claim = claim;
        this.chain = chain;
        this.content = new Content(gateway);
        this.anchors = anchors;
    }

    /**
     * Examines a claim.
     *
     * @param anchors the contracts that the caller believes in; empty to rely on the public ones
     * @throws NotReachable if a node or the gateway does not answer, so that nothing can be said
     */
    public static Report examine(ClaimId claim, RemoteChain chain, GatewayReader gateway, Optional<Anchors> anchors) {
        return new ClaimAudit(claim, chain, gateway, anchors).report();
    }

    private Report report() {
        findings.add(Statement.NODES_AGREE, agreement());
        try {
            new AnchorChecks(chain, findings).root(claim, anchors).ifPresent(this::examine);
        } catch (NodesDisagree e) {
            findings.add(Statement.NODES_AGREE, new Fail(String.valueOf(e.getMessage())));
        }
        return findings.report(claim);
    }

    private Outcome agreement() {
        return chain.nodes() == 1
                ? new NotApplicable("one node was asked; its word on events and calls is taken")
                : new Pass("%d nodes give the same answers".formatted(chain.nodes()));
    }

    private void examine(TrustRoot root) {
        new MintChecks(chain, findings)
                .mint(claim, root)
                .flatMap(mint -> new ForecastChecks(content, findings).forecast(claim, mint))
                .ifPresent(published -> root.anchors()
                        .filter(known -> findings.holds(Statement.ATTESTATION_SCHEMAS))
                        .ifPresent(known -> {
                            examine(published, known);
                            new RevisionChecks(chain, known, content, published, findings).examine();
                        }));
    }

    private void examine(PublishedForecast published, Anchors known) {
        AttestationRecords records = new AttestationRecords(chain, known);
        BigInteger number = claim.tokenId();
        List<ChainAttestation> observations = records.observations().stream()
                .filter(attestation -> attestation.value(0).equals(number))
                .toList();
        VerificationChecks verifying = new VerificationChecks(content, published, observations, findings);
        Optional<Escrow> escrow = new ContractChecks(chain, known, published, findings).escrow();
        if (escrow.isEmpty()) {
            verifying.verify(List.of());
            return;
        }
        PayoutChecks paying = new PayoutChecks(chain, known.fromBlock(), published, escrow.get(), findings);
        List<AttestedMilestone> milestones = paying.attested();
        Optional<Map<Integer, Verification>> verifications = verifying.verify(milestones);
        verifications.ifPresent(verified -> {
            paying.votes(milestones, verified, records.milestones());
            paying.payments(milestones, verified);
        });
    }
}
