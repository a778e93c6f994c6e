// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.headwater.consent.Consents;
import org.headwater.consent.Purpose;
import org.headwater.document.InvalidDocument;
import org.headwater.document.UnknownDocument;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The evidence files published here. */
@Repository
public class EvidenceFiles {

    private static final int MOST_LISTED = 200;
    private static final byte[] END_OF_ZIP = "PK\5\6".getBytes(StandardCharsets.ISO_8859_1);
    private static final int REACH_OF_ZIP = 65_557;

    private final BlockStore blocks;
    private final Consents consents;
    private final JdbcClient database;
    private final InstantSource time;

    EvidenceFiles(BlockStore blocks, Consents consents, JdbcClient database, InstantSource time) {
        this.blocks = blocks;
        this.consents = consents;
        this.database = database;
        this.time = time;
    }

    /**
     * Examines, cleans, pins and lists a file; equal bytes again change nothing.
     *
     * @throws InvalidDocument if it is not what it is said to be, may do more than be looked at, or says what nobody agreed
     *     to publish; then nothing is stored
     */
    EvidenceFile add(Upload upload) {
        EvidenceType type = upload.type();
        requireNoArchive(upload.content());
        boolean keepsLocation = upload.keepLocation() || type == EvidenceType.GEOTIFF;
        if (keepsLocation) {
            require(upload, Purpose.FILE_LOCATION, "a file with its place");
        }
        byte[] published = publishable(upload, type);
        Cid cid = blocks.add(published);
        return insert(new EvidenceFile(
                cid,
                Sha256.hex(published),
                published.length,
                type.mediaType().toString(),
                upload.name(),
                keepsLocation,
                time.instant()));
    }

    private byte[] publishable(Upload upload, EvidenceType type) {
        byte[] file = upload.content();
        return switch (type) {
            case JPEG -> upload.keepLocation() ? JpegPhoto.withMetadata(file) : JpegPhoto.withoutMetadata(file);
            case PNG -> upload.keepLocation() ? PngPhoto.withMetadata(file) : PngPhoto.withoutMetadata(file);
            case GEOTIFF -> {
                GeoTiff.examine(file);
                yield file;
            }
            case CSV -> table(upload);
            case PDF -> report(upload);
        };
    }

    private byte[] table(Upload upload) {
        CsvTable table = CsvTable.of(upload.content());
        table.place().ifPresent(found -> require(upload, Purpose.FILE_LOCATION, "a table with " + found));
        table.person().ifPresent(found -> require(upload, Purpose.NAMES, "a table with " + found));
        return table.publishable(upload.content());
    }

    /** No rule sees names in running text, so that a report needs the consent to names whatever was found in it. */
    private byte[] report(Upload upload) {
        PdfReport.examine(upload.content());
        PdfContent content = PdfContent.of(upload.content());
        content.place().ifPresent(found -> require(upload, Purpose.FILE_LOCATION, "a PDF with " + found));
        require(
                upload,
                Purpose.NAMES,
                "a PDF " + content.person().map("with "::concat).orElse("whose texts may name persons"));
        return upload.content();
    }

    private void require(Upload upload, Purpose purpose, String of) {
        if (!consents.given(upload.project(), purpose)) {
            throw Refusal.of(
                    "/project",
                    "'%s', of which %s is published".formatted(upload.project(), of),
                    purpose.missing(upload.project()));
        }
    }

    /** A ZIP is read from its end, so that any file may be one as well. */
    private static void requireNoArchive(byte[] file) {
        for (int i = Math.max(0, file.length - REACH_OF_ZIP); i + END_OF_ZIP.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + END_OF_ZIP.length, END_OF_ZIP, 0, END_OF_ZIP.length)) {
                throw Refusal.ofFile("a file that is a ZIP archive too", EvidenceType.allowed() + ", and nothing else");
            }
        }
    }

    /** @throws UnknownDocument if no file of this identifier is stored here */
    byte[] content(Cid cid) {
        return blocks.read(cid).orElseThrow(() -> new UnknownDocument(cid));
    }

    private EvidenceFile insert(EvidenceFile file) {
        database.sql("""
            insert into evidence_file (cid, sha256, size, media_type, name, location_kept, uploaded_at)
            values (:cid, :sha256, :size, :mediaType, :name, :locationKept, :uploadedAt)
            on conflict (cid) do nothing\
            """)
                .param("cid", file.cid().text())
                .param("sha256", file.sha256())
                .param("size", file.size())
                .param("mediaType", file.mediaType())
                .param("name", file.name())
                .param("locationKept", file.locationKept())
                .param("uploadedAt", OffsetDateTime.ofInstant(file.uploadedAt(), ZoneOffset.UTC))
                .update();
        return find(file.cid()).orElseThrow();
    }

    /** The file of this identifier, if it was uploaded here. */
    public Optional<EvidenceFile> find(Cid cid) {
        return database.sql("select * from evidence_file where cid = :cid")
                .param("cid", cid.text())
                .query(EvidenceFiles::file)
                .optional();
    }

    /** The newest files, at most 200. */
    List<EvidenceFile> newest() {
        return database.sql("select * from evidence_file order by uploaded_at desc, cid limit " + MOST_LISTED)
                .query(EvidenceFiles::file)
                .list();
    }

    private static EvidenceFile file(ResultSet row, int number) throws SQLException {
        return new EvidenceFile(
                Cid.parse(row.getString("cid")),
                row.getString("sha256"),
                row.getLong("size"),
                row.getString("media_type"),
                row.getString("name"),
                row.getBoolean("location_kept"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
    }
}
