// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.headwater.document.DocumentType;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import tools.jackson.databind.JsonNode;

/** The page {@code docs/schemas.md}, written from {@code schemas/} and from what their examples are refused for. */
final class SchemaPages {

    private static final String HEAD = """
        <!-- SPDX-License-Identifier: Apache-2.0 -->
        <!-- Generated from schemas/; see CONTRIBUTING.md for the command. -->
        # Schemas

        Every document, file and result of Headwater, member by member. A name such as `milestones[].amount` is a member of
        each element of a list; what is not named is refused. A document states the version of its schema;
        [documents.md](documents.md) says what a version promises.

        """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private SchemaPages() {}

    static String page() {
        SchemaPages pages = new SchemaPages();
        List<String> names = new ArrayList<>(
                Arrays.stream(DocumentType.values()).map(DocumentType::label).toList());
        ExampleDocuments.schemas().stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        names.forEach(name -> pages.page.append(
                "- [%s](#%s)\n".formatted(schema(name).path("title").asString(), name)));
        names.forEach(pages::section);
        return pages.page.toString();
    }

    private static JsonNode schema(String name) {
        return Json.parse(ExampleDocuments.read(ExampleDocuments.SCHEMAS.resolve(name + ".schema.json")));
    }

    private void section(String name) {
        JsonNode schema = schema(name);
        page.append("\n<a id=\"%s\"></a>\n## %s\n%s\n\n"
                .formatted(
                        name,
                        schema.path("title").asString(),
                        schema.path("description").asString()));
        page.append("Schema [`%1$s.schema.json`](../schemas/%1$s.schema.json)".formatted(name));
        JsonNode version = schema.at("/properties/schemaVersion/const");
        if (!version.isMissingNode()) {
            page.append(", version %s since release %s"
                    .formatted(version.asString(), schema.path("x-release").asString()));
        }
        page.append("; accepted examples: ")
                .append(ExampleDocuments.valid(name).stream()
                        .map(example -> "[%1$s](../schemas/examples/%1$s.json)".formatted(example))
                        .collect(Collectors.joining(", ")))
                .append(".\n\n| member | value | must be there | meaning |\n|---|---|---|---|\n");
        new Members(schema).rows().forEach(page::append);
        page.append("\nRefused examples:\n\n| example | at | allowed |\n|---|---|---|\n");
        ExampleDocuments.invalid(name).forEach((example, pointer) -> refused(name, example));
    }

    private void refused(String schema, String example) {
        Violation violation = ExampleDocuments.violations(
                        schema, ExampleDocuments.read(ExampleDocuments.INVALID.resolve(example + ".json")))
                .getFirst();
        page.append("| [%1$s](../schemas/examples/invalid/%1$s.json) | %2$s | %3$s |\n"
                .formatted(
                        example,
                        violation.pointer().isEmpty() ? "the whole" : "`" + violation.pointer() + "`",
                        cell(violation.allowed())));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }

    /** The members of one schema, one row of the table each. */
    private static final class Members {

        private final JsonNode root;
        private final List<String> rows = new ArrayList<>();

        Members(JsonNode root) {
            this.root = root;
        }

        List<String> rows() {
            object("", root, "");
            return rows;
        }

        private void object(String prefix, JsonNode schema, String where) {
            List<String> required = new ArrayList<>();
            schema.path("required").forEach(name -> required.add(name.asString()));
            for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
                member(prefix + member.getKey(), member.getValue(), required.contains(member.getKey()), where);
            }
            schema.path("allOf").forEach(branch -> branch(prefix, branch));
            if (schema.has("if")) {
                branch(prefix, schema);
            }
        }

        private void branch(String prefix, JsonNode schema) {
            for (Map.Entry<String, JsonNode> condition :
                    schema.path("if").path("properties").properties()) {
                String where = "only where `%s%s` is `%s`"
                        .formatted(
                                prefix,
                                condition.getKey(),
                                condition.getValue().path("const").asString());
                object(prefix, resolved(schema.path("then")), where);
            }
            if (schema.path("if").path("properties").isEmpty()) {
                object(prefix, resolved(schema.path("then")), "in a trait with a text");
                object(prefix, resolved(schema.path("else")), "in a reference to a file");
            }
        }

        private void member(String name, JsonNode stated, boolean required, String where) {
            JsonNode schema = resolved(stated);
            if (!where.isEmpty()
                    && (schema.has("const")
                            || rows.stream()
                                    .anyMatch(row -> row.contains(cell(value(schema)))
                                            && row.startsWith("| `" + name + "` |")))) {
                return;
            }
            String meaning = stated.path("description")
                    .asString(schema.path("description").asString(""));
            rows.add("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            name,
                            cell(value(schema)),
                            required ? "yes" : "no",
                            cell(where.isEmpty() ? meaning : where + (meaning.isEmpty() ? "" : ": " + meaning))));
            JsonNode items = resolved(schema.path("items"));
            if (items.path("type").asString("").equals("object")) {
                object(name + "[].", items, "");
            }
            if (schema.path("type").asString("").equals("object")) {
                object(name + ".", schema, "");
            }
        }

        private JsonNode resolved(JsonNode schema) {
            return schema.has("$ref") ? root.at(schema.path("$ref").asString().substring(1)) : schema;
        }

        private String value(JsonNode schema) {
            if (schema.has("const")) {
                return "`" + schema.path("const").asString() + "`";
            }
            if (schema.has("enum")) {
                List<String> words = new ArrayList<>();
                schema.path("enum").forEach(word -> words.add("`" + word.asString() + "`"));
                return String.join(", ", words);
            }
            return switch (schema.path("type").asString("")) {
                case "object" -> "object";
                case "array" -> array(schema);
                case "number", "integer" -> number(schema);
                case "boolean" -> "`true` or `false`";
                default -> text(schema);
            };
        }

        private String array(JsonNode schema) {
            JsonNode items = resolved(schema.path("items"));
            String of = items.isMissingNode() || items.path("type").asString("").equals("object")
                    ? ""
                    : ": " + value(items);
            return "list" + range(schema, "minItems", "maxItems").replaceFirst("^ (?=\\d)", " of ") + of;
        }

        private String number(JsonNode schema) {
            String kind = schema.path("type").asString().equals("integer") ? "whole number" : "number";
            String above = schema.has("exclusiveMinimum") ? " above " + schema.path("exclusiveMinimum") : "";
            String below = schema.has("exclusiveMaximum") ? " below " + schema.path("exclusiveMaximum") : "";
            return kind + above + below + range(schema, "minimum", "maximum");
        }

        private String text(JsonNode schema) {
            if (schema.has("format")) {
                return "text, a code of " + schema.path("format").asString().toUpperCase(Locale.ROOT);
            }
            if (schema.has("pattern")) {
                return "text `" + schema.path("pattern").asString() + "`";
            }
            String length = range(schema, "minLength", "maxLength");
            return length.isEmpty() ? "text" : "text," + length + " characters";
        }

        private static String range(JsonNode schema, String lowest, String highest) {
            if (schema.has(lowest) && schema.has(highest)) {
                boolean exactly = schema.path(lowest).equals(schema.path(highest));
                return exactly
                        ? " " + schema.path(lowest)
                        : " %s to %s".formatted(schema.path(lowest), schema.path(highest));
            }
            if (schema.has(lowest)) {
                return " from " + schema.path(lowest);
            }
            return schema.has(highest) ? " up to " + schema.path(highest) : "";
        }
    }
}
