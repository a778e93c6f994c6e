// SPDX-License-Identifier: Apache-2.0
package org.headwater.portfolio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.headwater.attestation.Attestation;
import org.headwater.attestation.AttestationRevoked;
import org.headwater.attestation.Attested;
import org.headwater.attestation.ObservationRecorded;
import org.headwater.attestation.Revision;
import org.headwater.attestation.RevisionPublished;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.ClaimMinted;
import org.headwater.ipfs.Cid;
import org.headwater.payout.ContractAgreed;
import org.headwater.payout.MilestoneSettled;
import org.headwater.verification.ImpactVerified;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of each claim, written in the transaction of what happened, so that neither is there without the other. */
@Repository
class Timelines {

    private final JdbcClient database;

    Timelines(JdbcClient database) {
        this.database = database;
    }

    /** Oldest first. */
    List<TimelineEntry> of(ClaimId claim) {
        return database.sql("select * from timeline_entry where claim_id = ? order by position")
                .param(claim.toString())
                .query(Timelines::entry)
                .list();
    }

    @EventListener
    void on(ClaimMinted minted) {
        Claim claim = minted.claim();
        add(
                claim.id(),
                TimelineEntry.document(
                        "project", minted.projectName(), claim.projectCid(), minted.publishedAt(), null));
        add(
                claim.id(),
                TimelineEntry.document(
                        "forecast", "Forecast frozen", claim.forecastCid(), minted.publishedAt(), minted.mechanism()));
        add(
                claim.id(),
                TimelineEntry.document(
                        "metadata", "Hypercert metadata pinned", claim.metadataCid(), minted.publishedAt(), null));
        add(
                claim.id(),
                TimelineEntry.transaction(
                        "mint",
                        "Claim minted",
                        claim.transaction(),
                        claim.gas(),
                        claim.mintedAt(),
                        "%s units to %s".formatted(claim.units(), claim.owner())));
    }

    @EventListener
    void on(ContractAgreed agreed) {
        add(
                agreed.claim(),
                TimelineEntry.transaction(
                        "contract",
                        agreed.funded() ? "Performance contract agreed and funded" : "Performance contract created",
                        agreed.transaction(),
                        agreed.gas(),
                        agreed.agreedAt(),
                        agreed.address()));
    }

    @EventListener
    void on(ObservationRecorded recorded) {
        var observation = recorded.observation();
        add(
                recorded.claim(),
                TimelineEntry.document(
                        "observation",
                        "%s observed in %d".formatted(observation.indicator(), observation.year()),
                        recorded.cid(),
                        recorded.recordedAt(),
                        "%.4g %s (%.4g to %.4g)"
                                .formatted(
                                        observation.value().value(),
                                        observation.value().unit(),
                                        observation.value().lower(),
                                        observation.value().upper())));
    }

    @EventListener
    void on(Attested attested) {
        Attestation attestation = attested.attestation();
        boolean ofObservation = attestation.observation().isPresent();
        add(
                attestation.claim(),
                new TimelineEntry(
                        "attestation",
                        attestation.verifier()
                                + (ofObservation ? " attests the observation" : " attests the milestone's value"),
                        attestation.observation().map(Cid::text).orElse(null),
                        attestation.transaction(),
                        attestation.uid(),
                        attestation.gas(),
                        attestation.attestedAt(),
                        ofObservation ? null : "contract and milestone " + attestation.subject()));
    }

    @EventListener
    void on(ImpactVerified verified) {
        var verification = verified.verification();
        add(
                verified.claim(),
                TimelineEntry.document(
                        "verification",
                        "Verified: " + verification.milestone(),
                        verified.cid(),
                        verified.verifiedAt(),
                        "attributable change %s, credited %s base units"
                                .formatted(verification.attributable().conservative(), verification.creditedAmount())));
    }

    @EventListener
    void on(MilestoneSettled settled) {
        add(
                settled.claim(),
                new TimelineEntry(
                        "payment",
                        "%s: %s"
                                .formatted(
                                        settled.payout().milestone(),
                                        settled.payout().outcome().label()),
                        settled.payout().statementCid(),
                        settled.payout().transaction(),
                        null,
                        settled.payout().gas(),
                        settled.settledAt(),
                        settled.payout().paid() + " base units"));
    }

    @EventListener
    void on(RevisionPublished published) {
        Revision revision = published.revision();
        add(
                revision.claim(),
                new TimelineEntry(
                        "revision",
                        "Revision %d by %s: %s"
                                .formatted(
                                        revision.number(),
                                        revision.author() == Revision.Author.OWNER ? "the owner" : "a verifier",
                                        revision.kind().label()),
                        revision.documentCid(),
                        revision.transaction(),
                        revision.uid(),
                        published.gas(),
                        revision.attestedAt(),
                        "by " + revision.attester()));
    }

    @EventListener
    void on(AttestationRevoked revoked) {
        add(
                revoked.claim(),
                new TimelineEntry(
                        "revocation",
                        "An attestation is revoked",
                        null,
                        revoked.transaction(),
                        revoked.uid(),
                        revoked.gas(),
                        revoked.revokedAt(),
                        "by " + revoked.attester()));
    }

    private void add(ClaimId claim, TimelineEntry entry) {
        database.sql("""
            insert into timeline_entry (claim_id, kind, subject, title, cid, transaction, uid, gas, happened_at, detail)
            values (:claim, :kind, :subject, :title, :cid, :transaction, :uid, :gas, :time, :detail)
            on conflict do nothing\
            """)
                .param("claim", claim.toString())
                .param("kind", entry.kind())
                .param("subject", subject(entry))
                .param("title", entry.title())
                .param("cid", entry.cid())
                .param("transaction", entry.transaction())
                .param("uid", entry.uid())
                .param("gas", decimal(entry.gas()))
                .param("time", Timestamp.from(entry.time()))
                .param("detail", entry.detail())
                .update();
    }

    private static String subject(TimelineEntry entry) {
        if (entry.uid() != null) {
            return entry.uid();
        }
        return entry.cid() != null ? entry.cid() : String.valueOf(entry.transaction());
    }

    private static @Nullable BigDecimal decimal(@Nullable BigInteger value) {
        return value == null ? null : new BigDecimal(value);
    }

    private static TimelineEntry entry(ResultSet row, int number) throws SQLException {
        BigDecimal gas = row.getBigDecimal("gas");
        return new TimelineEntry(
                row.getString("kind"),
                row.getString("title"),
                row.getString("cid"),
                row.getString("transaction"),
                row.getString("uid"),
                gas == null ? null : gas.toBigIntegerExact(),
                row.getTimestamp("happened_at").toInstant(),
                row.getString("detail"));
    }
}
