// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The JSON Schemas (2020-12) of {@code schemas/}, and what a value does wrong by them. Safe for many threads. */
public final class Schemas {

    private static final int MOST_VIOLATIONS = 100;
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> LOADED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** What is wrong with {@code value} as a document of this type; empty if nothing. At most 100 violations. */
    public static List<Violation> violations(DocumentType type, JsonNode value) {
        return violations(type.label(), value);
    }

    /** The same against {@code schemas/<name>.schema.json}, for files that are no documents, such as observations. */
    public static List<Violation> violations(String name, JsonNode value) {
        Schema schema = LOADED.computeIfAbsent(name, Schemas::load);
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

    private static Schema load(String name) {
        String resource = "/schemas/" + name + ".schema.json";
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + resource);
            }
            return REGISTRY.getSchema(Json.mapper().readTree(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
