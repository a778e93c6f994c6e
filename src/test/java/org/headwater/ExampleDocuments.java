// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.headwater.consent.Consent;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import org.headwater.document.Violation;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.project.DeclaredMechanism;
import org.headwater.project.Project;
import tools.jackson.databind.JsonNode;

/**
 * The examples of {@code schemas/examples}, each checked as the service checks it. An example belongs to the schema that its
 * name begins with; invalid ones without such a name are projects.
 */
final class ExampleDocuments {

    static final Path SCHEMAS = Path.of("schemas");
    static final Path VALID = SCHEMAS.resolve("examples");
    static final Path INVALID = VALID.resolve("invalid");

    private static final String SCHEMA_ENDING = ".schema.json";

    private ExampleDocuments() {}

    /** Names of the newest schemas. */
    static List<String> schemas() {
        return names(SCHEMAS, SCHEMA_ENDING).stream()
                .filter(name -> !name.matches(".*-[0-9]+"))
                .toList();
    }

    /** Names of the examples that are accepted. */
    static List<String> valid(String schema) {
        return names(VALID, ".json").stream()
                .filter(name -> !name.equals("invalid-pointers"))
                .filter(name -> schemaOf(name).equals(schema))
                .toList();
    }

    /** Pointer of the member that each invalid example of a schema has wrong, by the example's name. */
    static Map<String, String> invalid(String schema) {
        Map<String, String> pointers = new TreeMap<>();
        Json.parse(read(INVALID.resolveSibling("invalid-pointers.json")))
                .properties()
                .forEach(example -> {
                    if (schemaOf(example.getKey()).equals(schema)) {
                        pointers.put(example.getKey(), example.getValue().stringValue());
                    }
                });
        return pointers;
    }

    /** The schema that an example is of. */
    static String schemaOf(String example) {
        return schemas().stream()
                .filter(schema -> (example + "-").startsWith(schema + "-"))
                .max(Comparator.comparingInt(String::length))
                .orElse("project");
    }

    /** What is wrong with a text as a document of a schema; empty if nothing. */
    static List<Violation> violations(String schema, byte[] text) {
        try {
            JsonNode json = Json.parse(text);
            return switch (schema) {
                case "project" -> accepted(Project.from(json));
                case "mechanism" -> accepted(DeclaredMechanism.from(json));
                case "consent" -> accepted(Consent.from(json));
                case "hypercert-metadata" -> HypercertMetadata.violations(json);
                default -> isDocument(schema) ? accepted(compose(schema, json)) : Schemas.violations(schema, json);
            };
        } catch (InvalidDocument refused) {
            return refused.violations();
        }
    }

    private static List<Violation> accepted(Object read) {
        return List.of();
    }

    private static boolean isDocument(String schema) {
        return Arrays.stream(DocumentType.values())
                .anyMatch(type -> type.label().equals(schema));
    }

    private static Object compose(String schema, JsonNode json) {
        DocumentType type = Arrays.stream(DocumentType.values())
                .filter(one -> one.label().equals(schema))
                .findFirst()
                .orElseThrow();
        return Documents.compose(type, json);
    }

    static List<String> names(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
