// SPDX-License-Identifier: Apache-2.0
package org.headwater.verification;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.Attestations;
import org.headwater.attestation.Observations;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.verification.VerificationRun.AttestedObservation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The verifications made so far; each milestone of a claim has at most one. */
@Repository
public class Verifications {

    private final Documents documents;
    private final Claims claims;
    private final Observations observations;
    private final Attestations attestations;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;
    private final InstantSource time;

    Verifications(
            Documents documents,
            Claims claims,
            Observations observations,
            Attestations attestations,
            JdbcClient database,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction,
            InstantSource time) {
        this.documents = documents;
        this.claims = claims;
        this.observations = observations;
        this.attestations = attestations;
        this.database = database;
        this.events = events;
        this.inTransaction = inTransaction;
        this.time = time;
    }

    /**
     * Verifies a milestone from the observations that a quorum of verifiers has attested, or finds the verification that was
     * made before.
     *
     * @throws org.headwater.document.InvalidDocument if no observation of the milestone has a quorum
     */
    public Document verify(ClaimId claimId, Milestone milestone) {
        return of(claimId, milestone.name()).orElseGet(() -> verifyNew(claims.get(claimId), milestone));
    }

    /** The verification of one milestone, if it was made. */
    public Optional<Document> of(ClaimId claim, String milestone) {
        return of(claim).stream()
                .filter(document -> document.as(Verification.class).milestone().equals(milestone))
                .findFirst();
    }

    private Document verifyNew(Claim claim, Milestone milestone) {
        Project project = Project.from(documents.read(DocumentType.PROJECT, Cid.parse(claim.projectCid())));
        Document forecast = documents.read(DocumentType.FORECAST, Cid.parse(claim.forecastCid()));
        Verification verification = VerificationRun.of(
                        project, forecast, Runtime.getRuntime().availableProcessors())
                .verify(milestone, attested(claim.id()));
        Document document = documents.publish(DocumentType.VERIFICATION, verification);
        insert(claim.id(), verification, document.cid());
        return document;
    }

    private List<AttestedObservation> attested(ClaimId claim) {
        return observations.of(claim).stream()
                .map(document -> new AttestedObservation(document, uids(claim, document.cid())))
                .toList();
    }

    private List<String> uids(ClaimId claim, Cid observation) {
        return attestations.standing(claim, observation.text()).stream()
                .map(Attestation::uid)
                .sorted()
                .toList();
    }

    private void insert(ClaimId claim, Verification verification, Cid cid) {
        inTransaction.executeWithoutResult(status -> {
            int added = database.sql(
                            "insert into verification (cid, claim_id, milestone, created_at) values (?, ?, ?, ?) on"
                                    + " conflict do nothing")
                    .params(cid.text(), claim.toString(), verification.milestone(), Timestamp.from(time.instant()))
                    .update();
            if (added == 1) {
                events.publishEvent(new ImpactVerified(claim, cid.text(), verification, time.instant()));
            }
        });
    }

    /** The verification documents of a claim, oldest first. */
    public List<Document> of(ClaimId claim) {
        return database
                .sql("select cid from verification where claim_id = ? order by created_at, cid")
                .param(claim.toString())
                .query((row, number) -> Cid.parse(row.getString("cid")))
                .list()
                .stream()
                .map(cid -> documents.read(DocumentType.VERIFICATION, cid))
                .toList();
    }
}
