// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The JSON Schemas (2020-12) of {@code schemas/}, and what a value does wrong by them. Safe for many threads.
 *
 * <p>{@code <name>.schema.json} is the newest version of a schema; an older one that was released stays beside it as
 * {@code <name>-<version>.schema.json}, and a value is held to the version that its {@code schemaVersion} states.
 */
public final class Schemas {

    private static final int MOST_VIOLATIONS = 100;
    private static final String VERSION = "schemaVersion";
    private static final Pattern VERSION_NUMBER = Pattern.compile("[1-9][0-9]{0,3}");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .format(new Units())
                    .keyword(new NonValidationKeyword("x-release"))
                    .build(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<String, Optional<Schema>> LOADED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** What is wrong with {@code value} as a document of this type; empty if nothing. At most 100 violations. */
    public static List<Violation> violations(DocumentType type, JsonNode value) {
        return violations(type.label(), value);
    }

    /** The same against {@code schemas/<name>.schema.json}, for files that are no documents, such as observations. */
    public static List<Violation> violations(String name, JsonNode value) {
        Schema newest = loaded(name).orElseThrow(() -> new IllegalArgumentException("no schema " + name));
        JsonNode known = newest.getSchemaNode().at("/properties/" + VERSION + "/const");
        JsonNode stated = value.path(VERSION);
        if (known.isMissingNode() || !stated.isString() || stated.equals(known)) {
            return violations(newest, value);
        }
        return older(name, stated.stringValue())
                .map(older -> violations(older, value))
                .orElseGet(() -> List.of(unknownVersion(newest, known.stringValue(), stated)));
    }

    private static Optional<Schema> older(String name, String version) {
        return VERSION_NUMBER.matcher(version).matches() ? loaded(name + "-" + version) : Optional.empty();
    }

    private static Violation unknownVersion(Schema newest, String known, JsonNode stated) {
        String release = newest.getSchemaNode().path("x-release").asString("");
        return Violation.of(
                "/" + VERSION,
                stated,
                "a version up to %s, which release %s brought; a later version needs a later release than this"
                        .formatted(known, release));
    }

    private static Optional<Schema> loaded(String name) {
        return LOADED.computeIfAbsent(name, Schemas::load);
    }

    private static List<Violation> violations(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .filter(Schemas::namesAFault)
                .limit(MOST_VIOLATIONS)
                .map(error -> SchemaSentence.violation(schema.getSchemaNode(), value, error))
                .distinct()
                .toList();
    }

    /** A failed {@code allOf} or {@code if} only repeats that something inside it failed. */
    private static boolean namesAFault(Error error) {
        return !List.of("allOf", "if", "then", "else", "$ref", "properties", "items")
                .contains(error.getKeyword());
    }

    private static Optional<Schema> load(String name) {
        String resource = "/schemas/" + name + ".schema.json";
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            return Optional.of(REGISTRY.getSchema(Json.mapper().readTree(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
