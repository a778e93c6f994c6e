// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headwater.Examples;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.ipfs.Cid;
import org.headwater.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class HypercertMetadataTest {

    private static final Path EXAMPLES = Path.of("schemas", "examples");

    @Test
    void composedMetadataIsTheExample() throws IOException {
        HypercertMetadata metadata = compose(project());

        assertThat(Documents.compose(DocumentType.HYPERCERT_METADATA, metadata).json())
                .isEqualTo(Documents.compose(DocumentType.HYPERCERT_METADATA, example())
                        .json());
    }

    @Test
    void theCardIsGivenAsPngAndTheSameAsSvg() throws IOException {
        HypercertMetadata metadata = compose(project());

        assertThat(metadata.image()).isEqualTo(card().pngCid().uri());
        assertThat(metadata.properties().getLast())
                .isEqualTo(HypercertMetadata.Property.file("card", "image/svg+xml", card().svgCid(), "card.svg"));
    }

    @Test
    void whatProjectAndForecastDoNotSayIsFoundAtItsPlace() throws IOException {
        JsonNode composed = example();
        JsonNode other = example();
        Examples.set(other, "/properties/3/value", "more than was forecast");
        Examples.set(other, "/ref", "something of nobody");

        assertThat(HypercertMetadata.differences(composed, composed)).isEmpty();
        assertThat(HypercertMetadata.differences(other, composed))
                .extracting(Violation::pointer)
                .containsExactly("/properties/3/value", "/ref");
    }

    @Test
    void exampleIsValid() throws IOException {
        assertThat(HypercertMetadata.violations(example())).isEmpty();
    }

    /** The cases of which the official schema accepts most; a value of REMOVE takes the member away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/hypercert                          | REMOVE                        | /hypercert",
                "/hypercert                          | \"\"                          | /hypercert",
                "/hypercert/rights                   | REMOVE                        | /hypercert/rights",
                "/hypercert/contributors             | REMOVE                        | /hypercert/contributors",
                "/hypercert/work_scope               | {}                            | /hypercert/work_scope/value",
                "/hypercert/work_scope/value         | []                            | /hypercert/work_scope/value",
                "/hypercert/work_scope/value         | [\" \"]                       | /hypercert/work_scope/value/0",
                "/hypercert/impact_scope/value       | \"all\"                       | /hypercert/impact_scope/value",
                "/hypercert/work_timeframe/value     | []                            | /hypercert/work_timeframe/value",
                "/hypercert/work_timeframe/value     | [1767225600]                  | /hypercert/work_timeframe/value",
                "/hypercert/work_timeframe/value     | [1767225600,1767225601,0]     | /hypercert/work_timeframe/value",
                "/hypercert/work_timeframe/value     | [1767225600,1767225599]       |"
                        + " /hypercert/work_timeframe/value/1",
                "/hypercert/impact_timeframe/value   | [1767225600,1]                |"
                        + " /hypercert/impact_timeframe/value/1",
                "/hypercert/work_timeframe/value     | [1767225600.5,0]              |"
                        + " /hypercert/work_timeframe/value/0",
                "/hypercert/work_timeframe/value     | [-14182940,0]                 |"
                        + " /hypercert/work_timeframe/value/0",
                "/hypercert/work_timeframe/value     | [0,0]                         |"
                        + " /hypercert/work_timeframe/value/0",
                "/hypercert/work_timeframe/value     | [1767225600000,0]             |"
                        + " /hypercert/work_timeframe/value/0",
                "/hypercert/work_timeframe/value     | [1767225600,1767225600000]    |"
                        + " /hypercert/work_timeframe/value/1",
                "/hypercert/work_timeframe/value     | [\"1767225600\",0]            |"
                        + " /hypercert/work_timeframe/value/0",
                "/hypercert/work_timeframe/value     | [1767225600,null]             |"
                        + " /hypercert/work_timeframe/value/1",
                "/hypercert/forecast                 | {}                            | /hypercert/forecast",
                "/name                               | \"\"                          | /name",
                "/name                               | REMOVE                        | /name",
                "/description                        | \"short\"                     | /description",
                "/image                              | \"foo\"                       | /image",
                "/image                              | \"ipfs://../etc\"             | /image",
                "/external_url                       | null                          | /external_url",
                "/external_url                       | \"http://169.254.169.254\"    | /external_url",
                "/version                            | 1                             | /version",
                "/allowList                          | null                          | /allowList",
                "/hidden_properties                  | []                            | /hidden_properties",
                "/animation_url                      | \"x\"                         | /animation_url",
                "/properties                         | []                            | /properties",
                "/properties                         | {}                            | /properties",
                "/properties/0/value                 | 5                             | /properties/0/value",
                "/properties/0/value                 | {}                            | /properties/0/value",
                "/properties/0/value                 | \"\"                          | /properties/0/value",
                "/properties/0/value                 | REMOVE                        | /properties/0/src",
                "/properties/0/display_type          | \"number\"                    | /properties/0/display_type",
                "/properties/5/value                 | \"both\"                      | /properties/5/src",
                "/properties/5/src                   | \"file:///etc/passwd\"        | /properties/5/src",
                "/properties/5/trait_type            | \"geoJSON\"                   | /properties/5/type",
            })
    void whatAnyValidatorRefusesIsRefused(String pointer, String value, String refusedAt) throws IOException {
        JsonNode changed = change(example(), pointer, value);

        assertThat(HypercertMetadata.violations(changed))
                .extracting(Violation::pointer)
                .contains(refusedAt);
    }

    @Test
    void geoJsonReferenceInItsFormIsAccepted() throws IOException {
        JsonNode metadata = example();
        ((ArrayNode) metadata.get("properties"))
                .addObject()
                .put("trait_type", "geoJSON")
                .put("type", "application/geo+json")
                .put("src", "https://example.org/area.geojson")
                .put("name", "area.geojson");

        assertThat(HypercertMetadata.violations(metadata)).isEmpty();
    }

    @Test
    void descriptionOfAMegabyteIsRefused() throws IOException {
        ObjectNode metadata = (ObjectNode) example();
        metadata.put("description", "x".repeat(1_000_000));

        assertThat(HypercertMetadata.violations(metadata))
                .extracting(Violation::pointer)
                .containsExactly("/description");
    }

    @Test
    void termsThatMakeBadMetadataAreRefused() throws IOException {
        ObjectNode json = (ObjectNode) projectJson();
        ((ObjectNode) json.get("hypercert")).putArray("workScope").add(" ");
        Project project = Project.from(json);

        InvalidDocument refused = catchThrowableOfType(InvalidDocument.class, () -> compose(project));

        assertThat(refused.violations().getFirst().pointer()).isEqualTo("/hypercert/work_scope/value/0");
    }

    private static HypercertMetadata compose(Project project) {
        Document document = Documents.compose(DocumentType.FORECAST, Examples.json("forecast.json"));
        Forecast forecast = document.as(Forecast.class);
        return HypercertMetadata.compose(
                project,
                Cid.parse(forecast.project()),
                document.cid(),
                HypercertMetadata.headlines(project, forecast),
                HypercertMetadata.card(project, forecast),
                null);
    }

    private static Card card() throws IOException {
        return HypercertMetadata.card(
                project(),
                Documents.compose(DocumentType.FORECAST, Examples.json("forecast.json"))
                        .as(Forecast.class));
    }

    private static JsonNode change(JsonNode metadata, String pointer, String value) {
        JsonPointer place = JsonPointer.compile(pointer);
        ObjectNode owner = (ObjectNode) metadata.at(place.head());
        String member = place.last().getMatchingProperty();
        if (value.equals("REMOVE")) {
            owner.remove(member);
        } else {
            owner.set(member, Json.parse(value.getBytes(StandardCharsets.UTF_8)));
        }
        return metadata;
    }

    private static Project project() throws IOException {
        return Project.from(projectJson());
    }

    private static JsonNode projectJson() throws IOException {
        return Json.parse(Files.readAllBytes(EXAMPLES.resolve("project-synthetic.json")));
    }

    private static JsonNode example() throws IOException {
        return Json.parse(Files.readAllBytes(EXAMPLES.resolve("hypercert-metadata.json")));
    }
}
