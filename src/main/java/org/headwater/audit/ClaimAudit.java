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
import org.headwater.hypercert.ClaimId;
import org.headwater.verification.Verification;

/** The examination of one claim, from the chain to the payment. */
public final class ClaimAudit {

    private final ClaimId claim;
    private final RemoteChain chain;
    private final PublishedFiles files;
    private final Optional<Anchors> anchors;
    private final Findings findings = new Findings("there is nothing to examine yet");

    private ClaimAudit(ClaimId claim, RemoteChain chain, PublishedFiles files, Optional<Anchors> anchors) {
        this.claim = claim;
        this.chain = chain;
        this.files = files;
        this.anchors = anchors;
    }

    /**
     * Examines a claim.
     *
     * @param anchors the contracts that the caller believes in; empty to rely on the public ones
     * @throws NotReachable if a node or a gateway does not answer, so that nothing can be said
     */
    public static Report examine(ClaimId claim, RemoteChain chain, PublishedFiles files, Optional<Anchors> anchors) {
        try {
            return new ClaimAudit(claim, chain, files, anchors).report();
        } catch (NotReachable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NotReachable("--rpc: what the nodes say of the claim cannot be read: " + e, e);
        }
    }

    private Report report() {
        try {
            if (findings.archives(files)) {
                agree().ifPresent(this::examine);
            }
        } catch (NodesDisagree e) {
            findings.add(Statement.NODES_AGREE, new Fail(String.valueOf(e.getMessage())));
        }
        findings.complete();
        return Report.ofClaim(claim.toString(), findings);
    }

    private Optional<TrustRoot> agree() {
        AnchorChecks checks = new AnchorChecks(chain, findings);
        if (!checks.chainId(claim)) {
            return Optional.empty();
        }
        chain.requireOneHistory();
        findings.add(
                Statement.NODES_AGREE,
                chain.nodes() == 1
                        ? new NotApplicable("one node was asked; its word on events and calls is taken")
                        : new Pass("%d nodes give the same answers".formatted(chain.nodes())));
        return checks.root(claim, anchors);
    }

    private void examine(TrustRoot root) {
        new MintChecks(chain, findings)
                .mint(claim, root)
                .flatMap(mint -> forecast(mint, root))
                .ifPresent(published -> root.anchors()
                        .filter(known -> findings.holds(Statement.ATTESTATION_SCHEMAS))
                        .ifPresent(known -> {
                            examine(published, known);
                            findings.complete();
                            new RevisionChecks(chain, known, files, published, findings).examine();
                        }));
    }

    private Optional<PublishedClaim> forecast(Mint mint, TrustRoot root) {
        ForecastChecks checks = new ForecastChecks(files, findings);
        Optional<PublishedClaim> published =
                checks.metadata(mint.metadata()).map(forecast -> PublishedClaim.of(claim, mint, forecast));
        published.ifPresent(claimed -> {
            checks.judge(claimed, mint);
            if (findings.holds(Statement.UNITS)) {
                new AllowListChecks(files, findings).ofClaim(mint, claim.tokenId(), chain, root.hypercerts());
            }
        });
        return published;
    }

    private void examine(PublishedClaim published, Anchors known) {
        AttestationRecords records = new AttestationRecords(chain, known);
        BigInteger number = claim.tokenId();
        List<ChainAttestation> observations = records.observations().stream()
                .filter(attestation -> attestation.value(0).equals(number))
                .toList();
        Optional<Escrow> escrow = new ContractChecks(chain, known, published, findings).escrow();
        Parties parties = Parties.of(published.claim(), escrow);
        VerificationChecks verifying = new VerificationChecks(files, published, parties, observations, findings);
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
