// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.headwater.document.CanonicalJson;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.ipfs.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * The exact areas behind generalised ones, and the salts that keep their hashes from being guessed. Neither is published;
 * whoever is shown both can check them against {@code area.exactHash} of the project document.
 */
@Repository
class ExactAreas {

    private static final int SALT_LENGTH = 32;

    private final JdbcClient database;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    ExactAreas(JdbcClient database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * An exact area with what binds it.
     *
     * @param salt 64 hexadecimal digits
     * @param area the member {@code area} of the project as it was handed in
     */
    record Disclosed(String salt, JsonNode area) {

        /** @throws InvalidDocument if a member is missing, unknown or of another form */
        static Disclosed from(JsonNode json) {
            Disclosed disclosed = Json.bind(json, Disclosed.class);
            if (disclosed.salt() == null || !disclosed.salt().matches("[0-9a-f]{64}")) {
                throw new InvalidDocument(
                        List.of(Violation.of("/salt", json.path("salt"), "64 lower-case hexadecimal digits")));
            }
            if (disclosed.area() == null || !disclosed.area().isObject()) {
                throw new InvalidDocument(List.of(Violation.of(
                        "/area", json.path("area"), "the member area of the project as it was handed in")));
            }
            return disclosed;
        }

        /** SHA-256 over the salt's 32 bytes and the canonical JSON of the area, 64 hexadecimal digits. */
        String hash() {
            byte[] prefix = HexFormat.of().parseHex(salt);
            byte[] canonical = CanonicalJson.bytes(area);
            byte[] joined = new byte[prefix.length + canonical.length];
            System.arraycopy(prefix, 0, joined, 0, prefix.length);
            System.arraycopy(canonical, 0, joined, prefix.length, canonical.length);
            return Sha256.hex(joined);
        }
    }

    /** The hash that binds an exact area, which is kept with its salt; always the same for the same area. */
    String hash(Project.Area exact) {
        byte[] canonical = CanonicalJson.bytes(Json.tree(exact));
        String key = Sha256.hex(canonical);
        Disclosed fresh = new Disclosed(freshSalt(), Json.tree(exact));
        database.sql("""
            insert into exact_area (area_sha256, exact_hash, salt, area, recorded_at)
            values (:key, :hash, :salt, cast(:area as jsonb), :now) on conflict (area_sha256) do nothing\
            """)
                .param("key", key)
                .param("hash", fresh.hash())
                .param("salt", HexFormat.of().parseHex(fresh.salt()))
                .param("area", new String(canonical, StandardCharsets.UTF_8))
                .param("now", OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC))
                .update();
        return database.sql("select exact_hash from exact_area where area_sha256 = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    /** The exact area behind a hash, if it is kept here. */
    Optional<Disclosed> find(String exactHash) {
        return database.sql("select salt, area from exact_area where exact_hash = :hash")
                .param("hash", exactHash)
                .query((row, number) -> new Disclosed(
                        HexFormat.of().formatHex(row.getBytes("salt")),
                        Json.parse(row.getString("area").getBytes(StandardCharsets.UTF_8))))
                .optional();
    }

    private String freshSalt() {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
