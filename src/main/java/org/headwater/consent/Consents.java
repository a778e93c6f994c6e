// SPDX-License-Identifier: Apache-2.0
package org.headwater.consent;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.headwater.document.CanonicalJson;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.ipfs.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The consents recorded here. Nothing of them leaves the service. */
@Repository
public class Consents {

    private static final int MOST_LISTED = 200;

    private final JdbcClient database;
    private final InstantSource time;

    Consents(JdbcClient database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * A consent as it is kept.
     *
     * @param id SHA-256 of the canonical consent, 64 hexadecimal digits
     * @param textSha256 SHA-256 of the text agreed to, in UTF-8
     */
    public record Recorded(String id, String project, List<Purpose> purposes, String textSha256, Instant recordedAt) {}

    /**
     * Records a consent; the same one again changes nothing, unless it was withdrawn: then it holds again.
     *
     * @throws InvalidDocument naming every member that is wrong
     */
    public Recorded record(JsonNode json) {
        Consent consent = Consent.from(json);
        Instant now = time.instant();
        if (consent.givenAt().isAfter(now)) {
            throw new InvalidDocument(
                    List.of(Violation.of("/givenAt", json.path("givenAt"), "a time that is not after " + now)));
        }
        Recorded recorded = new Recorded(
                Sha256.hex(CanonicalJson.bytes(json)),
                consent.project(),
                consent.purposes(),
                Sha256.hex(consent.text().getBytes(StandardCharsets.UTF_8)),
                now);
        insert(consent, recorded);
        return recorded;
    }

    private void insert(Consent consent, Recorded recorded) {
        database.sql("""
            insert into consent (id, project, given_by, given_at, purposes, text, text_sha256, recorded_at)
            values (:id, :project, :givenBy, :givenAt, :purposes, :text, :textSha256, :recordedAt)
            on conflict (id) do update set withdrawn_at = null\
            """)
                .param("id", recorded.id())
                .param("project", consent.project())
                .param("givenBy", consent.givenBy())
                .param("givenAt", OffsetDateTime.ofInstant(consent.givenAt(), ZoneOffset.UTC))
                .param(
                        "purposes",
                        consent.purposes().stream().map(Purpose::label).toArray(String[]::new))
                .param("text", consent.text())
                .param("textSha256", recorded.textSha256())
                .param("recordedAt", OffsetDateTime.ofInstant(recorded.recordedAt(), ZoneOffset.UTC))
                .update();
    }

    /**
     * A consent without the person and the words, which are never read out.
     *
     * @param withdrawnAt null while it holds
     */
    public record Listed(
            String id,
            String project,
            List<Purpose> purposes,
            String textSha256,
            Instant recordedAt,
            @Nullable Instant withdrawnAt) {}

    /** The newest consents, at most 200; of one project, or of all if {@code project} is empty. */
    public List<Listed> newest(String project) {
        return database.sql("""
            select id, project, purposes, text_sha256, recorded_at, withdrawn_at from consent
            where :project = '' or project = :project order by recorded_at desc, id limit :most\
            """)
                .param("project", project)
                .param("most", MOST_LISTED)
                .query(Consents::listed)
                .list();
    }

    private static Listed listed(ResultSet row, int number) throws SQLException {
        OffsetDateTime withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Listed(
                row.getString("id"),
                row.getString("project"),
                Arrays.stream((String[]) row.getArray("purposes").getArray())
                        .map(Purpose::of)
                        .toList(),
                row.getString("text_sha256"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                withdrawn == null ? null : withdrawn.toInstant());
    }

    /** Whether a consent that has not been withdrawn lets this be published of a project. */
    public boolean given(String project, Purpose purpose) {
        return database.sql("""
            select count(*) from consent
            where project = :project and :purpose = any (purposes) and withdrawn_at is null\
            """)
                        .param("project", project)
                        .param("purpose", purpose.label())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Ends a consent: nothing more is published under it. What is on IPFS or a chain already cannot be taken back.
     *
     * @throws InvalidDocument if there is no consent of this identifier
     */
    public void withdraw(String id) {
        int known = database.sql("update consent set withdrawn_at = :now where id = :id")
                .param("now", OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (known == 0) {
            throw new InvalidDocument(
                    List.of(new Violation("/id", id, "the id that POST /api/v1/consents answered with")));
        }
    }
}
