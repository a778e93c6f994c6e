// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ProjectTest {

    private static final Path EXAMPLES = Path.of("schemas", "examples");

    /** Invalid examples of other schemas are named after them. */
    private static final List<String> SCHEMAS = Stream.of(
                    Path.of("schemas").toFile().list())
            .filter(name -> name.endsWith(".schema.json"))
            .map(name -> name.substring(0, name.indexOf('.')))
            .toList();

    @ParameterizedTest
    @ValueSource(strings = {"project-synthetic.json", "project-back-test.json", "project-watershed.json"})
    void examplesAreValid(String file) throws IOException {
        Project project = Project.from(Json.parse(Files.readAllBytes(EXAMPLES.resolve(file))));

        assertThat(project.parties()).hasSize(5);
        assertThat(project.contract().milestones()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project-synthetic.json", "project-back-test.json", "project-watershed.json"})
    void recordSaysTheSameAsTheDocument(String file) throws IOException {
        Document document =
                Documents.compose(DocumentType.PROJECT, Json.parse(Files.readAllBytes(EXAMPLES.resolve(file))));

        Document again = Documents.compose(DocumentType.PROJECT, Project.from(document));

        assertThat(again).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "negative-area; /area/hectares; more than 0",
                "not-a-number; /area/hectares; finite number",
                "too-large-number; /area/hectares; finite number",
                "forest-health-above-one; /model/initialForestHealth; at most 1",
                "units-zero; /hypercert/units; whole number",
                "units-above-uint256; /hypercert/units; 2^256 - 1",
                "units-as-number; /hypercert/units; type string",
                "unclosed-ring; /area/geometry/coordinates/0/4; closed ring",
                "latitude-out-of-range; /area/geometry/coordinates/0/1/1; at least -90",
                "unknown-geometry; /area/geometry/type; Polygon, MultiPolygon",
                "area-unlike-outline; /area/hectares; factor 10",
                "unknown-mechanism; /mechanism; cost-sharing, performance-contract, credit-trading",
                "baseline-same-mechanism; /baseline/mechanism; another mechanism",
                "unknown-member; /ownerId; no such member",
                "missing-name; /name; required",
                "duplicate-member; /synthetic; once",
                "trailing-text; ''; nothing after",
                "quorum-too-small; /contract/quorum; from 2 to 3",
                "quantile-as-percent; /contract/quantile; at most 0.5",
                "verifiers-alike; /contract/verifiers/1; differs from the others",
                "arbiter-is-verifier; /contract/arbitration/arbiter; other than",
                "hold-back-too-long; /contract/holdBack/untilYear; at most 9 years after the last deadline: 2057",
                "hold-back-of-nothing; /contract/holdBack/share; above 0",
                "milestone-after-horizon; /contract/milestones/2/lastYear; 2026 to 2046",
                "milestone-unknown-indicator; /contract/milestones/0/indicator; forest-health, erosion",
                "milestone-upper-below-lower; /contract/milestones/0/upper; at least lower",
                "duplicate-indicator; /indicators/2/id; of its own",
                "duplicate-role; /parties/4/role; each role once",
                "wrong-direction; /indicators/0/betterWhen; higher for forest-health",
                "timeframe-reversed; /hypercert/workTimeframe/end; not before start",
                "timeframe-no-such-day; /hypercert/workTimeframe/end; fits",
                "record-year-twice; /baseline/values/1/year; each year once",
                "record-value-zero; /baseline/values/0/value; more than 0",
                "record-year-after-start; /baseline/values/0/year; before startYear 2011",
                "no-project-of-published; /baseline/kind; mechanism or record with preset published",
                "watershed-record; /baseline/kind; mechanism or no-project with preset watershed",
                "watershed-other-unit; /indicators/2/unit; t/a",
                "watershed-published-variable; /indicators/0/variable; one of canopy-cover, biomass, soil-loss",
                "watershed-forest-health; /model/initialForestHealth; no such member with preset watershed",
                "watershed-milestone-in-cubic-metres; /contract/milestones/0/indicator; from -1 to 1",
                "unknown-unit; /indicators/0/unit; valid code of UCUM",
                "unknown-version; /schemaVersion; a version up to 1, which release 0.1.0 brought",
                "fine-outline; /area/geometry/coordinates/0/1/0; at most two decimals",
                "exact-hash-short; /area/exactHash; 64 hexadecimal digits",
                "published-watershed-variable; /indicators/0/variable; forest-health or erosion",
            })
    void invalidExampleIsRefusedNamingTheMember(String file, String pointer, String allowed) throws IOException {
        byte[] text = Files.readAllBytes(EXAMPLES.resolve("invalid").resolve(file + ".json"));

        InvalidDocument refused = catchThrowableOfType(InvalidDocument.class, () -> Project.from(Json.parse(text)));

        assertThat(refused.violations()).extracting(Violation::pointer).containsOnly(pointer);
        assertThat(refused.violations())
                .anySatisfy(violation -> assertThat(violation.allowed()).contains(allowed));
    }

    @Test
    void everyInvalidExampleIsTested() throws Exception {
        CsvSource source = ProjectTest.class
                .getDeclaredMethod("invalidExampleIsRefusedNamingTheMember", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        Set<String> tested = Stream.of(source.value())
                .map(line -> line.substring(0, line.indexOf(';')) + ".json")
                .collect(Collectors.toSet());

        try (Stream<Path> files = Files.list(EXAMPLES.resolve("invalid"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> SCHEMAS.stream().noneMatch(schema -> name.startsWith(schema + "-")))
                    .toList();
            assertThat(tested).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void projectWithoutAForestOwnerIsRefusedAtItsParties() throws IOException {
        ObjectNode project = (ObjectNode) Json.parse(Files.readAllBytes(EXAMPLES.resolve("project-synthetic.json")));
        ((ObjectNode) project.at("/parties/0")).put("role", "ngo");
        assertThat(catchThrowableOfType(InvalidDocument.class, () -> Project.from(project))
                        .violations())
                .extracting(Violation::pointer)
                .allMatch(pointer -> pointer.startsWith("/parties"));
    }
}
