// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.UnknownDocument;
import org.headwater.ipfs.Cid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** The projects published here. */
@Repository
public class Projects {

    /** A line of the list of projects. */
    public record Entry(
            Cid cid,
            String name,
            double hectares,
            String mechanism,
            boolean backTest,
            boolean synthetic,
            Instant createdAt) {}

    private static final String COLUMNS =
            "select cid, name, hectares, mechanism, back_test, synthetic, created_at from project ";

    private final Documents documents;
    private final Disclosure disclosure;
    private final JdbcClient database;
    private final InstantSource time;

    Projects(Documents documents, Disclosure disclosure, JdbcClient database, InstantSource time) {
        this.documents = documents;
        this.disclosure = disclosure;
        this.database = database;
        this.time = time;
    }

    /**
     * Checks and publishes a project document: as it is, or with a generalised area where no consent to the exact one is
     * recorded. Publishing the same project again changes nothing.
     *
     * @throws InvalidDocument naming every member that is wrong; then nothing is published
     */
    public Entry publish(JsonNode json) {
        Document document = publishable(json);
        Project project = Project.from(document);
        documents.publish(DocumentType.PROJECT, document.json());
        database.sql("""
            insert into project (cid, name, hectares, mechanism, synthetic, back_test, created_at)
            values (:cid, :name, :hectares, :mechanism, :synthetic, :backTest, :createdAt)
            on conflict (cid) do nothing\
            """)
                .param("cid", document.cid().text())
                .param("name", project.name())
                .param("hectares", project.area().hectares())
                .param("mechanism", project.mechanism())
                .param("synthetic", project.synthetic())
                .param("backTest", project.backTest())
                .param("createdAt", OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC))
                .update();
        return entry(document.cid());
    }

    /**
     * The document that {@link #publish} publishes of {@code json}.
     *
     * @throws InvalidDocument naming every member that is wrong
     */
    public Document publishable(JsonNode json) {
        return disclosure.permitted(Documents.compose(DocumentType.PROJECT, json));
    }

    /** All projects, oldest first. */
    public List<Entry> list() {
        return database.sql(COLUMNS + "order by created_at, cid")
                .query(Projects::entry)
                .list();
    }

    /** @throws UnknownDocument if this project is not published here */
    public Entry entry(Cid cid) {
        return database.sql(COLUMNS + "where cid = :cid")
                .param("cid", cid.text())
                .query(Projects::entry)
                .optional()
                .orElseThrow(() -> new UnknownDocument(cid));
    }

    /**
     * The project of this identifier.
     *
     * @throws UnknownDocument if it is not stored here
     * @throws InvalidDocument if the document is no project
     */
    public Project read(Cid cid) {
        return Project.from(documents.read(DocumentType.PROJECT, cid));
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                Cid.parse(row.getString("cid")),
                row.getString("name"),
                row.getDouble("hectares"),
                row.getString("mechanism"),
                row.getBoolean("back_test"),
                row.getBoolean("synthetic"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
