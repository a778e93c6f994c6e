// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.Program;
import org.headwater.attestation.Observations;
import org.headwater.chain.Chain;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.headwater.verification.Verifications;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The packaged program runs the loop on one data directory: first, again, and on real monitoring. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoopIntegrationTest {

    private static final String ADDRESS = "0x[0-9a-fA-F]{40}";
    private static final String HASH = "0x[0-9a-f]{64}";
    private static final String EXAMPLES = "schemas/examples/";

    @TempDir
    private static Path directory;

    @TempDir
    private static Path other;

    private static JsonNode first = MissingNode.getInstance();

    @Test
    @Order(1)
    void firstRunCompletesTheLoopAndPrintsItsWholeSurface() throws Exception {
        Program.Ended run = Program.run("demo", "--data-dir", directory.toString(), "--json");

        assertThat(run.code()).as(run.talk()).isZero();
        first = run.json();
        assertThat(first.propertyNames())
                .containsExactly(
                        "projectCid",
                        "forecastCid",
                        "metadataCid",
                        "claimId",
                        "mintTx",
                        "contract",
                        "milestones",
                        "track",
                        "seconds");
        assertThat(List.of("projectCid", "forecastCid", "metadataCid"))
                .allSatisfy(
                        name -> assertThat(Cid.parse(text(first, name)).text()).isEqualTo(text(first, name)));
        assertThat(text(first, "claimId")).matches("31337-" + ADDRESS + "-[1-9][0-9]+");
        assertThat(text(first, "mintTx")).matches(HASH);
        assertThat(text(first, "contract")).matches(ADDRESS);
        assertThat(first.path("seconds").asDouble()).isBetween(0.1, 60.0);
        milestones(first.path("milestones"));
        track(first.path("track"));
    }

    private static void milestones(JsonNode milestones) {
        assertThat(milestones.size()).isEqualTo(3);
        assertThat(milestones).allSatisfy(milestone -> {
            assertThat(milestone.propertyNames()).containsExactly("name", "outcome", "attesters", "paid", "tx");
            assertThat(text(milestone, "outcome")).isIn("paid-in-full", "paid-in-part", "refunded");
            assertThat(milestone.path("attesters").valueStream().distinct()).hasSize(2);
            assertThat(milestone.path("attesters"))
                    .allSatisfy(attester -> assertThat(attester.asString()).matches(ADDRESS));
            assertThat(milestone.path("paid").isString()).isTrue();
            assertThat(text(milestone, "paid")).matches("0|[1-9][0-9]*");
            assertThat(text(milestone, "tx")).matches(HASH);
        });
    }

    private static void track(JsonNode track) {
        assertThat(track.size()).isEqualTo(7);
        assertThat(track).allSatisfy(row -> {
            assertThat(row.propertyNames())
                    .containsExactly("indicator", "year", "lower", "upper", "level", "observed", "inside", "crps");
            double observed = row.path("observed").asDouble();
            boolean inside = row.path("lower").asDouble() <= observed
                    && observed <= row.path("upper").asDouble();
            assertThat(row.path("inside").asBoolean()).isEqualTo(inside);
            assertThat(row.path("level").asDouble()).isEqualTo(0.9);
            assertThat(row.path("crps").asDouble()).isPositive();
        });
    }

    @Test
    @Order(2)
    void secondRunFindsEverythingAndSendsNothing() throws Exception {
        Written before = Written.in(directory);

        Program.Ended run = Program.run("demo", "--data-dir", directory.toString(), "--json");

        assertThat(run.code()).as(run.talk()).isZero();
        assertThat(run.talk()).as("the service ends without a sound").doesNotContain("Exception");
        assertThat(withoutSeconds(run.json())).isEqualTo(withoutSeconds(first));
        assertThat(Written.in(directory)).isEqualTo(before);
    }

    @Test
    @Order(3)
    void realMonitoringRunsInTheSameDirectoryAndIsLabelledBackTest() throws Exception {
        Program.Ended run = Program.run(
                "demo",
                "--data-dir",
                directory.toString(),
                "--project",
                EXAMPLES + "project-back-test.json",
                "--observations",
                EXAMPLES + "observations-back-test.json",
                "--json");

        assertThat(run.code()).as(run.talk()).isZero();
        JsonNode result = run.json();
        assertThat(text(result, "claimId")).isNotEqualTo(text(first, "claimId"));
        assertThat(result.path("milestones").size()).isEqualTo(3);
        assertThat(result.path("track")
                        .valueStream()
                        .map(row -> row.path("year").asInt()))
                .contains(2011, 2018);
        try (ConfigurableApplicationContext inside = Program.inside(directory)) {
            assertThat(documents(inside, result))
                    .hasSizeGreaterThanOrEqualTo(13)
                    .allSatisfy(document -> assertThat(
                                    document.json().path("backTest").asBoolean())
                            .as("%s %s", document.type(), document.json())
                            .isTrue());
            JsonNode metadata = inside.getBean(Documents.class)
                    .read(DocumentType.HYPERCERT_METADATA, Cid.parse(text(result, "metadataCid")))
                    .json();
            assertThat(metadata.path("properties").valueStream().map(trait -> text(trait, "value")))
                    .contains("Back-test: no project took place");
        }
    }

    private static List<Document> documents(ConfigurableApplicationContext inside, JsonNode result) {
        Documents documents = inside.getBean(Documents.class);
        ClaimId claim = ClaimId.parse(text(result, "claimId"));
        return Stream.of(
                        Stream.of(
                                documents.read(DocumentType.PROJECT, Cid.parse(text(result, "projectCid"))),
                                documents.read(DocumentType.FORECAST, Cid.parse(text(result, "forecastCid")))),
                        inside.getBean(Observations.class).of(claim).stream(),
                        inside.getBean(Verifications.class).of(claim).stream())
                .flatMap(part -> part)
                .toList();
    }

    @Test
    @Order(4)
    void sameSeedElsewhereWithOneThreadGivesTheSameForecast() throws Exception {
        try (Program program = Program.start(
                List.of("-XX:ActiveProcessorCount=1"), "demo", "--data-dir", other.toString(), "--json")) {
            Program.Ended run = program.ended();

            assertThat(run.code()).as(run.talk()).isZero();
            assertThat(text(run.json(), "forecastCid")).isEqualTo(text(first, "forecastCid"));
            assertThat(text(run.json(), "projectCid")).isEqualTo(text(first, "projectCid"));
            assertThat(text(run.json(), "mintTx")).isNotEqualTo(text(first, "mintTx"));
        }
    }

    /** What is written for ever: blocks, and transactions signed. */
    private record Written(String block, long transactions) {

        static Written in(Path directory) {
            try (ConfigurableApplicationContext inside = Program.inside(directory)) {
                return new Written(
                        inside.getBean(Chain.class).head().toString(),
                        inside.getBean(JdbcClient.class)
                                .sql("select count(*) from chain_transaction")
                                .query(Long.class)
                                .single());
            }
        }
    }

    private static JsonNode withoutSeconds(JsonNode result) {
        ObjectNode rest = ((ObjectNode) result).deepCopy();
        rest.remove("seconds");
        return rest;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString();
    }
}
