// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.project.Project;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The observations of each claim; one per indicator and year. */
@Repository
public class Observations {

    private final Documents documents;
    private final Claims claims;
    private final EvidenceCheck evidence;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;
    private final InstantSource time;

    Observations(
            Documents documents,
            Claims claims,
            EvidenceCheck evidence,
            JdbcClient database,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction,
            InstantSource time) {
        this.documents = documents;
        this.claims = claims;
        this.evidence = evidence;
        this.database = database;
        this.events = events;
        this.inTransaction = inTransaction;
        this.time = time;
    }

    /**
     * Publishes and records an observation; the same one again changes nothing.
     *
     * @throws InvalidDocument if it does not fit the schema, the claim or its project, rests on files that are not pinned
     *     here or are others, or differs from the one that the claim has for this indicator and year
     */
    public Document record(ClaimId claimId, JsonNode json) {
        Claim claim = claims.get(claimId);
        Observation observation =
                Documents.compose(DocumentType.OBSERVATION, json).as(Observation.class);
        Project project = Project.from(documents.read(DocumentType.PROJECT, Cid.parse(claim.projectCid())));
        List<Violation> violations =
                new ArrayList<>(ObservationCheck.violations(json, claim, project, at(claimId, observation)));
        violations.addAll(evidence.violations(observation.evidence()));
        InvalidDocument.throwIfAny(violations);
        Document document = documents.publish(DocumentType.OBSERVATION, json);
        insert(claim, observation, document.cid());
        return document;
    }

    private void insert(Claim claim, Observation observation, Cid cid) {
        inTransaction.executeWithoutResult(status -> {
            int added = database.sql(
                            "insert into observation (cid, claim_id, indicator, year, created_at) values (?, ?, ?, ?,"
                                    + " ?) on conflict do nothing")
                    .params(
                            cid.text(),
                            claim.id().toString(),
                            observation.indicator(),
                            observation.year(),
                            Timestamp.from(time.instant()))
                    .update();
            if (added == 1) {
                events.publishEvent(new ObservationRecorded(claim.id(), cid.text(), observation, time.instant()));
            }
        });
    }

    /** The observation documents of a claim, by indicator and year. */
    public List<Document> of(ClaimId claim) {
        return database
                .sql("select cid from observation where claim_id = ? order by indicator, year")
                .param(claim.toString())
                .query((row, number) -> Cid.parse(row.getString("cid")))
                .list()
                .stream()
                .map(cid -> documents.read(DocumentType.OBSERVATION, cid))
                .toList();
    }

    private Optional<Cid> at(ClaimId claim, Observation observation) {
        return database.sql("select cid from observation where claim_id = ? and indicator = ? and year = ?")
                .params(claim.toString(), observation.indicator(), observation.year())
                .query((row, number) -> Cid.parse(row.getString("cid")))
                .optional();
    }
}
