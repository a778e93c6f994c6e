// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Says in words what a failed schema keyword would have allowed. */
final class SchemaSentence {

    private SchemaSentence() {}

    /** The violation behind {@code error}, which {@code schema} found in {@code document}. */
    static Violation violation(JsonNode schema, JsonNode document, Error error) {
        JsonPointer place = JsonPointer.compile(error.getInstanceLocation().toString());
        JsonNode owner = owner(schema, error);
        return switch (error.getKeyword()) {
            case "required" -> {
                String member = String.valueOf(error.getProperty());
                String meaning = description(owner.path("properties").path(member));
                yield Violation.missing(place.appendProperty(member).toString(), "a value is required" + meaning);
            }
            case "additionalProperties", "unevaluatedProperties" -> {
                JsonPointer member = place.appendProperty(String.valueOf(error.getProperty()));
                yield Violation.of(member.toString(), document.at(member), onlyThese(owner));
            }
            default ->
                Violation.of(
                        place.toString(),
                        document.at(place),
                        allowed(error.getKeyword(), keyword(owner, error), error) + description(owner));
        };
    }

    private static String allowed(String keyword, JsonNode operand, Error error) {
        return switch (keyword) {
            case "type" -> "a JSON value of type " + list(operand, " or ");
            case "enum" -> "one of " + list(operand, ", ");
            case "const" -> "exactly " + operand;
            case "minimum" -> "at least " + operand;
            case "maximum" -> "at most " + operand;
            case "exclusiveMinimum" -> "more than " + operand;
            case "exclusiveMaximum" -> "less than " + operand;
            case "minLength" -> "at least " + operand + " characters";
            case "maxLength" -> "at most " + operand + " characters";
            case "minItems" -> "at least " + operand + " items";
            case "maxItems" -> "at most " + operand + " items";
            case "uniqueItems" -> "items that differ from each other";
            case "format" -> "a valid code of " + operand.asString("").toUpperCase(Locale.ROOT);
            case "pattern" -> "text of the form " + operand.asString("");
            default -> keyword + ": " + error.getMessage();
        };
    }

    private static String onlyThese(JsonNode owner) {
        List<String> known = new ArrayList<>(owner.path("properties").propertyNames());
        return known.isEmpty() ? "no such member" : "no such member; known are " + String.join(", ", known);
    }

    private static String list(JsonNode operand, String separator) {
        List<String> items = new ArrayList<>();
        (operand.isArray() ? operand : List.of(operand))
                .forEach(item -> items.add(item.isString() ? item.stringValue() : item.toString()));
        return String.join(separator, items);
    }

    private static String description(JsonNode schema) {
        String description = schema.path("description").asString("");
        return description.isEmpty() ? "" : " (" + description + ")";
    }

    private static JsonNode keyword(JsonNode owner, Error error) {
        return owner.path(error.getKeyword());
    }

    /** The schema object that holds the failed keyword. */
    private static JsonNode owner(JsonNode schema, Error error) {
        String location = error.getSchemaLocation().getFragment().toString();
        return schema.at(JsonPointer.compile(location).head());
    }
}
