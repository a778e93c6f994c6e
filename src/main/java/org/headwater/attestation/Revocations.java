// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.hypercert.Minting;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms;
import org.headwater.project.Projects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes attestations back in the name of those who made them, with their demonstration keys. */
@Component
public class Revocations {

    private final Attestations attestations;
    private final Revisions revisions;
    private final Evaluations evaluations;
    private final HeldAttestations held;
    private final DelegatedCalls calls;
    private final Keyring keyring;
    private final Claims claims;
    private final Projects projects;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;

    Revocations(
            Attestations attestations,
            Revisions revisions,
            Evaluations evaluations,
            HeldAttestations held,
            DelegatedCalls calls,
            Keyring keyring,
            Claims claims,
            Projects projects,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction) {
        this.attestations = attestations;
        this.revisions = revisions;
        this.evaluations = evaluations;
        this.held = held;
        this.calls = calls;
        this.keyring = keyring;
        this.claims = claims;
        this.projects = projects;
        this.events = events;
        this.inTransaction = inTransaction;
    }

    /**
     * Revokes an observation or milestone attestation, a revision or an evaluation of a claim, once.
     *
     * @throws InvalidDocument if the claim has no such attestation, or it is of an account whose key is not held here
     * @throws org.headwater.chain.TransactionReverted if it was revoked by other means
     */
    public AttestationRevoked revoke(ClaimId id, String uid) {
        Claim claim = claims.get(id);
        HeldAttestation attestation = ofClaim(claim.id(), uid)
                .orElseThrow(() -> refused(uid, "an attestation on claim %s that can be revoked".formatted(id)));
        String party = parties(claim)
                .filter(name -> keyring.address(name).equalsIgnoreCase(attestation.attester()))
                .findFirst()
                .orElseThrow(() -> refused(
                        "%s by %s".formatted(uid, attestation.attester()),
                        "one by the owner or a verifier, whose keys are held here"));
        SentTransaction sent = calls.revoke(attestation.schema(), uid, party);
        AttestationRevoked revoked =
                new AttestationRevoked(id, uid, attestation.attester(), sent.hash(), sent.gasUsed(), sent.blockTime());
        inTransaction.executeWithoutResult(status -> events.publishEvent(revoked));
        return revoked;
    }

    private Optional<HeldAttestation> ofClaim(ClaimId claim, String uid) {
        Stream<String> known = Stream.of(
                        attestations.of(claim).stream().map(Attestation::uid),
                        revisions.of(claim).stream().map(Revision::uid),
                        evaluations.of(claim).stream().map(Evaluations.Evaluation::uid))
                .flatMap(uids -> uids);
        return known.filter(uid::equals).findFirst().flatMap(held::find);
    }

    private Stream<String> parties(Claim claim) {
        return Stream.concat(
                Stream.of(Minting.OWNER),
                projects.read(Cid.parse(claim.projectCid())).contract().verifiers().stream()
                        .map(ContractTerms::party));
    }

    private static InvalidDocument refused(String value, String allowed) {
        return new InvalidDocument(List.of(new Violation("/uid", value, allowed)));
    }
}
