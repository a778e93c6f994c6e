// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {

    private static final Path SCHEMAS = Path.of("schemas");

    static Stream<Path> schemas() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            return files.filter(file -> file.toString().endsWith(".schema.json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schemaIsValidAndSaysWhatItIs(Path file) throws IOException {
        JsonNode schema = Json.parse(Files.readAllBytes(file));
        String name = file.getFileName().toString().replace(".schema.json", "");

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema))
                .isEmpty();
        assertThat(schema.path("$id").asString("")).isEqualTo("urn:headwater:schema:" + name + ":1");
        assertThat(schema.path("description").asString("")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void objectsAreClosed(Path file) throws IOException {
        List<String> open = new ArrayList<>();
        collectOpenObjects("", Json.parse(Files.readAllBytes(file)), open);

        assertThat(open).isSubsetOf("/properties/baseline", "/properties/diagnostics", "/$defs/property");
    }

    @ParameterizedTest
    @CsvSource({
        "forecast, forecast",
        "observation, observation",
        "verification, verification",
        "payout-statement, payout-statement",
        "hypercert-metadata, hypercert-metadata",
        "observations, observations-back-test",
        "project, project-synthetic",
        "project, project-back-test",
        "mechanism, mechanism-cost-sharing",
        "mechanism, mechanism-performance-contract",
        "mechanism, mechanism-credit-trading",
        "mechanism, mechanism-contract-with-price-floor",
        "project, project-watershed",
        "incentive-result, incentive-result",
        "information-result, information-result",
    })
    void exampleIsValid(String schema, String example) throws IOException {
        assertThat(Schemas.violations(schema, example(example))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "forecast, forecast",
        "observation, observation",
        "verification, verification",
        "payout-statement, payout-statement",
        "observations, observations-back-test",
        "project, project-synthetic",
        "mechanism, mechanism-contract-with-price-floor",
        "project, project-watershed",
        "incentive-result, incentive-result",
        "information-result, information-result",
    })
    void exampleWithAnUnknownMemberIsRefusedThere(String schema, String example) throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            JsonNode changed = example(example).deepCopy();
            String added = addAMember(changed, random);

            assertThat(Schemas.violations(schema, changed))
                    .extracting(Violation::pointer)
                    .contains(added);
        }
    }

    /** The schema {@code versioned} is one of the tests alone: version 2 renamed a member of version 1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schemaVersion\":\"1\",\"height\":3}",
                "{\"schemaVersion\":\"2\",\"metres\":3}",
            })
    void everyVersionThatWasReleasedIsRead(String document) {
        assertThat(Schemas.violations("versioned", Json.parse(document.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schemaVersion\":\"1\",\"metres\":3} | /height",
                "{\"schemaVersion\":\"2\",\"height\":3} | /metres",
                "{\"schemaVersion\":2,\"metres\":3}       | /schemaVersion",
                "{\"metres\":3}                           | /schemaVersion",
            })
    void documentIsHeldToTheVersionThatItStates(String document, String pointer) {
        assertThat(Schemas.violations("versioned", Json.parse(document.getBytes(StandardCharsets.UTF_8))))
                .extracting(Violation::pointer)
                .contains(pointer);
    }

    @ParameterizedTest
    @CsvSource({"3", "0", "01", "../project", "x/../versioned-1", "1.0"})
    void unknownVersionIsRefusedByNameWithTheReleaseOfTheNewest(String version) {
        JsonNode document = Json.parse(
                "{\"schemaVersion\":\"%s\",\"metres\":3}".formatted(version).getBytes(StandardCharsets.UTF_8));

        assertThat(Schemas.violations("versioned", document)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/schemaVersion");
            assertThat(violation.value()).isEqualTo("\"" + version + "\"");
            assertThat(violation.allowed()).contains("up to 2", "release 0.7.0", "later release");
        });
    }

    @ParameterizedTest
    @CsvSource({"1", "kg/s", "t/har/a", "Mg/har", "MW.h/a", "m3", "%", "mm/d", "Cel"})
    void unitsOfUcumAreKnown(String code) {
        assertThat(Units.isUnit(code)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"kilos/sec", "KG/s", "t/ha/yr", "m³", "kg//s", "USD", "''"})
    void otherUnitsAreNot(String code) {
        assertThat(Units.isUnit(code)).isFalse();
    }

    @Test
    void bomAndOtherEncodingsAreRefused() {
        assertThat(refused("\ufeff{}".getBytes(StandardCharsets.UTF_8)).getMessage())
                .contains("byte order mark");
        assertThat(refused(new byte[] {'"', (byte) 0xff, '"'}).getMessage()).contains("UTF-8");
        assertThat(refused("{}".getBytes(StandardCharsets.UTF_16)).getMessage()).contains("UTF-8");
    }

    @Test
    void depthSizeAndLengthAreLimited() {
        assertThat(refused("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)).getMessage())
                .contains("depth");
        assertThat(refused(("[" + "1".repeat(2000) + "]").getBytes(StandardCharsets.UTF_8))
                        .getMessage())
                .contains("Number");
        assertThat(catchThrowableOfType(InvalidDocument.class, () -> Json.parse(new byte[Json.MAXIMUM_SIZE + 1])))
                .hasMessageContaining("at most 1048576 bytes")
                .extracting(InvalidDocument::fault)
                .isEqualTo(InvalidDocument.Fault.SIZE);
        assertThat(refused(new byte[0]).getMessage()).contains("one JSON value");
    }

    private static InvalidDocument refused(byte[] text) {
        InvalidDocument refused = catchThrowableOfType(InvalidDocument.class, () -> Json.parse(text));
        assertThat(refused.fault()).isEqualTo(InvalidDocument.Fault.SYNTAX);
        return refused;
    }

    private static JsonNode example(String name) throws IOException {
        return Json.parse(Files.readAllBytes(SCHEMAS.resolve("examples").resolve(name + ".json")));
    }

    /** Adds an unknown member to a randomly chosen object and says where. */
    private static String addAMember(JsonNode root, Random random) {
        List<String> pointers = new ArrayList<>();
        List<ObjectNode> objects = new ArrayList<>();
        collectObjects("", root, pointers, objects);
        int chosen = random.nextInt(objects.size());
        objects.get(chosen).put("unheardOf", 1);
        return pointers.get(chosen) + "/unheardOf";
    }

    private static void collectObjects(String pointer, JsonNode node, List<String> pointers, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object && !pointer.endsWith("/diagnostics")) {
            pointers.add(pointer);
            objects.add(object);
            object.properties()
                    .forEach(member ->
                            collectObjects(pointer + "/" + member.getKey(), member.getValue(), pointers, objects));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collectObjects(pointer + "/" + i, array.get(i), pointers, objects);
            }
        }
    }

    private static void collectOpenObjects(String pointer, JsonNode schema, List<String> open) {
        boolean describesObject = schema.path("type").asString("").equals("object");
        if (describesObject && schema.path("additionalProperties").asBoolean(true)) {
            open.add(pointer);
        }
        schema.properties().forEach(member -> {
            if (member.getValue().isObject()) {
                collectOpenObjects(pointer + "/" + member.getKey(), member.getValue(), open);
            }
        });
    }
}
