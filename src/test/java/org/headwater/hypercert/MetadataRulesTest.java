// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Json;
import org.headwater.hypercert.SeededProjects.Sample;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every rule of the metadata schema is held by some mutant: with the rule left out, something is accepted that was refused. What
 * no mutant needs is named here, with the rule that says the same.
 */
class MetadataRulesTest {

    private static final Path SCHEMA = Path.of("schemas", "hypercert-metadata.schema.json");
    private static final long SEED = 20_261_127;

    /** Keywords that refuse something by themselves; the others name, describe, or choose between branches. */
    private static final Set<String> RULES = Set.of(
            "type",
            "additionalProperties",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minimum",
            "maximum",
            "const",
            "$ref",
            "items");

    /** Empty texts are refused by {@code \\S} too, and a trait's members by both branches and by the choice between them. */
    private static final List<String> SAID_TWICE = List.of(
            "/properties/version/minLength",
            "/$defs/name/minLength",
            "/$defs/text/minLength",
            "/$defs/property/type",
            "/$defs/property/required/0",
            "/$defs/property/properties/trait_type/$ref",
            "/$defs/property/then/type",
            "/$defs/property/then/required/0",
            "/$defs/property/then/required/1",
            "/$defs/property/then/properties/trait_type/$ref",
            "/$defs/fileReference/type",
            "/$defs/fileReference/required/0",
            "/$defs/fileReference/properties/trait_type/$ref",
            "/$defs/fileReference/then/properties/name/type");

    @Test
    void everyRuleIsHeldByAMutant() throws IOException {
        JsonNode whole = Json.mapper().readTree(Files.readAllBytes(SCHEMA));
        Accepting all = schema(whole);
        List<JsonNode> mutants =
                mutants().filter(mutant -> !all.accepts(mutant)).toList();
        List<String> unheld = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        collect("", whole, rules);
        for (String rule : rules) {
            Accepting without = schema(without(whole, rule));
            if (mutants.stream().noneMatch(without::accepts)) {
                unheld.add(rule);
            }
        }

        assertThat(unheld).containsExactlyInAnyOrderElementsOf(SAID_TWICE);
        System.out.printf("%d rules of the metadata schema, %d said twice%n", rules.size(), SAID_TWICE.size());
    }

    private interface Accepting {
        boolean accepts(JsonNode metadata);
    }

    private static Accepting schema(JsonNode json) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json);
        return metadata -> schema.validate(metadata).isEmpty();
    }

    private static Stream<JsonNode> mutants() {
        Sample sample = SeededProjects.of(1, SEED).getFirst();
        Card card = Card.of(sample.project(), sample.forecast());
        JsonNode metadata = Documents.compose(DocumentType.HYPERCERT_METADATA, sample.metadata(card))
                .json();
        return Stream.concat(
                Stream.of(Json.tree(List.of())),
                MetadataMutants.breaking(metadata, SEED).stream().map(MetadataMutants.Mutant::metadata));
    }

    /** The pointer of every rule, and of every name that {@code required} demands. */
    private static void collect(String pointer, JsonNode schema, List<String> rules) {
        schema.properties().forEach(member -> {
            String at = pointer + "/" + member.getKey();
            boolean ofInstance = pointer.endsWith("/properties") || pointer.endsWith("/$defs");
            if (!ofInstance && RULES.contains(member.getKey())) {
                rules.add(at);
            }
            if (!ofInstance && member.getKey().equals("required") && !pointer.endsWith("/if")) {
                for (int i = 0; i < member.getValue().size(); i++) {
                    rules.add(at + "/" + i);
                }
            }
            if (ofInstance || !member.getKey().equals("if")) {
                collect(at, member.getValue(), rules);
            }
        });
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            collect(pointer + "/" + i, schema.get(i), rules);
        }
    }

    private static JsonNode without(JsonNode schema, String rule) {
        JsonNode changed = schema.deepCopy();
        int last = rule.lastIndexOf('/');
        JsonNode parent = changed.at(rule.substring(0, last));
        String name = rule.substring(last + 1);
        if (parent instanceof ArrayNode list) {
            list.remove(Integer.parseInt(name));
        } else {
            ((ObjectNode) parent).remove(name);
        }
        return changed;
    }
}
