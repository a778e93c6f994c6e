// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import tools.jackson.databind.JsonNode;

/**
 * Whether an export still holds together after it was handed on: every identifier is that of its record, and every reference
 * leads to a record before it, unchanged. Whether a record fits its lexicon, the validator of the lexicons says.
 */
public final class ExportCheck {

    private static final String COLLECTION = "[a-z][a-z0-9-]*(\\.[a-zA-Z0-9-]+){2,}";
    private static final String RECORD_KEY = "[2-7a-j][2-7a-z]{12}";

    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, String> before = new HashMap<>();
    private final String repository;

    private ExportCheck(String repository) {
        this.repository = repository;
    }

    /** What does not hold in an export; empty if all does. */
    public static List<Violation> violations(JsonNode export) {
        JsonNode records = export.path("records");
        if (!export.path("repository").isString() || !records.isArray() || records.isEmpty()) {
            return List.of(Violation.of("", export, "an object with repository and records, as the export writes it"));
        }
        ExportCheck check = new ExportCheck(export.path("repository").stringValue());
        for (int i = 0; i < records.size(); i++) {
            check.record("/records/" + i, records.get(i));
        }
        return check.violations;
    }

    private void record(String pointer, JsonNode record) {
        JsonNode value = record.path("value");
        String collection = value.path("$type").asString("");
        String key = record.path("rkey").asString("");
        require(pointer + "/collection", record.path("collection"), collection);
        if (!collection.matches(COLLECTION)) {
            violations.add(Violation.of(pointer + "/value/$type", value.path("$type"), "the identifier of a lexicon"));
        }
        if (!key.matches(RECORD_KEY)) {
            violations.add(Violation.of(pointer + "/rkey", record.path("rkey"), "a timestamp identifier"));
        }
        require(pointer + "/uri", record.path("uri"), "at://%s/%s/%s".formatted(repository, collection, key));
        references(pointer + "/value", value);
        try {
            require(pointer + "/cid", record.path("cid"), DagCbor.cid(value));
        } catch (IllegalArgumentException | InvalidDocument other) {
            violations.add(Violation.of(pointer + "/value", value, "texts, lists and maps only"));
        }
        before.put(record.path("uri").asString(""), record.path("cid").asString(""));
    }

    private void require(String pointer, JsonNode given, String expected) {
        if (!given.isString() || !given.stringValue().equals(expected)) {
            violations.add(Violation.of(pointer, given, expected));
        }
    }

    /** What refers to a record is a map of its address and its identifier. */
    private void references(String pointer, JsonNode value) {
        String uri = value.path("uri").asString("");
        if (uri.startsWith("at://") && value.has("cid")) {
            String known = before.get(uri);
            if (known == null) {
                violations.add(Violation.of(pointer + "/uri", value.path("uri"), "the address of a record before it"));
            } else {
                require(pointer + "/cid", value.path("cid"), known);
            }
        }
        value.properties().forEach(member -> references(pointer + "/" + member.getKey(), member.getValue()));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            references(pointer + "/" + i, value.get(i));
        }
    }
}
