// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.headwater.RunningService;
import org.headwater.RunningService.Answer;
import org.headwater.chain.Chain;
import org.headwater.document.Json;
import org.headwater.ipfs.Cid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The running service over HTTP: a user's own project through every step, and everything that is refused. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceIntegrationTest {

    private static final Path EXAMPLES = Path.of("schemas", "examples");
    private static final String MILESTONE = "Forest health after 8 years";
    private static final String WALLET = "0x00000000000000000000000000000000000000bb";
    private static final int MEASURED = 2059;
    private static final Instant MEASUREMENT_END = Instant.parse("2060-01-01T00:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    private static String claimPath = "";

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.get();
    }

    @Test
    @Order(1)
    void projectBecomesForecastClaimAndContract() throws Exception {
        String project = text(created("/api/v1/projects", ownProject()), "cid");
        String forecast =
                text(created("/api/v1/projects/" + project + "/forecasts", "{\"draws\":200,\"seed\":5}"), "cid");
        JsonNode claim = created("/api/v1/claims", "{\"forecastCid\":\"%s\"}".formatted(forecast));
        claimPath = "/api/v1/claims/" + text(claim, "id");
        JsonNode contract = created(claimPath + "/contracts", "");

        assertThat(found("/api/v1/projects/" + project)).isEqualTo(ownProject());
        assertThat(found("/api/v1/projects/" + project + "/forecasts")
                        .path(0)
                        .path("cid")
                        .asString())
                .isEqualTo(forecast);
        assertThat(found("/api/v1/forecasts/" + forecast).path("draws").asInt()).isEqualTo(200);
        assertThat(found("/api/v1/claims").valueStream().map(line -> text(line, "id")))
                .contains(text(claim, "id"));
        assertThat(found(claimPath + "/contracts").path(0)).isEqualTo(contract);
        assertThat(text(contract.path("milestones").path(0), "state")).isEqualTo("open");
        assertThat(text(
                        service.post("/api/v1/claims", "{\"forecastCid\":\"%s\"}".formatted(forecast))
                                .json(),
                        "id"))
                .isEqualTo(text(claim, "id"));
    }

    @Test
    @Order(2)
    void observationIsAttestedByVerifiers() throws Exception {
        String observation = text(created(claimPath + "/observations", ownObservation()), "cid");

        for (String verifier : List.of("Verifier A", "Verifier B")) {
            Answer attested = service.post(
                    claimPath + "/attestations",
                    "{\"observationCid\":\"%s\",\"verifier\":\"%s\"}".formatted(observation, verifier));
            assertThat(attested.status()).as(attested.body()).isEqualTo(200);
        }

        assertThat(found(claimPath + "/observations").path(0).path("observation"))
                .isEqualTo(ownObservation());
        assertThat(found(claimPath + "/attestations").valueStream().map(one -> text(one, "verifier")))
                .containsExactlyInAnyOrder("Verifier A", "Verifier B");
    }

    @Test
    @Order(3)
    void milestoneIsPaidOnlyAfterMeasurementQuorumAndChallengeWindow() throws Exception {
        Chain chain = service.bean(Chain.class);
        refused(409, "/milestone", vote("Verifier A"));
        chain.advanceTimeTo(MEASUREMENT_END);
        refused(409, "/milestone", settle());
        assertThat(vote("Verifier A").status()).isEqualTo(200);
        assertRefusedByChain(settle());
        Answer second = vote("Verifier B");
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertRefusedByChain(settle());
        chain.advanceTimeTo(MEASUREMENT_END.plus(Duration.ofDays(15)));

        Answer settled = settle();

        assertThat(settled.status()).as(settled.body()).isEqualTo(200);
        assertThat(settle().json()).isEqualTo(settled.json());
        JsonNode milestone =
                found(claimPath + "/contracts").path(0).path("milestones").path(0);
        assertThat(text(milestone, "state")).isEqualTo("settled");
        assertThat(text(milestone, "paid"))
                .isEqualTo(settled.json().path("paid").asString());
        assertThat(text(milestone, "transaction")).isEqualTo(text(settled.json(), "transaction"));
        assertThat(milestone.path("attesters").size()).isEqualTo(2);
    }

    private static Answer vote(String verifier) throws Exception {
        return service.post(
                claimPath + "/contracts/votes",
                "{\"milestone\":\"%s\",\"verifier\":\"%s\"}".formatted(MILESTONE, verifier));
    }

    private static Answer settle() throws Exception {
        return service.post(claimPath + "/contracts/settlements", "{\"milestone\":\"%s\"}".formatted(MILESTONE));
    }

    private static void assertRefusedByChain(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    @Order(4)
    void historyAndPortfolioShowWhatWasDone() throws Exception {
        JsonNode claim = found(claimPath);
        JsonNode portfolio = portfolioOnceIndexed();
        JsonNode status = found("/api/v1/status");
        JsonNode chain = found("/api/v1/chain");

        assertThat(claim.path("timeline").valueStream().map(entry -> text(entry, "kind")))
                .contains(
                        "project",
                        "forecast",
                        "metadata",
                        "mint",
                        "observation",
                        "verification",
                        "attestation",
                        "payment");
        assertThat(chain.path("alarms").isEmpty()).isTrue();
        assertThat(chain.path("transactions").valueStream().map(count -> text(count, "state")))
                .containsExactly("FINAL");
        assertThat(portfolio.path("rows").valueStream().filter(row -> claimPath.endsWith(text(row, "claimId"))))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("year").asInt()).isEqualTo(MEASURED);
                    assertThat(row.path("observed").asDouble()).isEqualTo(0.47);
                });
        assertThat(portfolio.at("/coverage/total").asInt())
                .isEqualTo(portfolio.path("rows").size());
        assertThat(text(portfolio, "pending")).isEqualTo("0");
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.at("/loop/steps").size()).isGreaterThan(30);
    }

    /** The index follows the chain within a second. */
    private static JsonNode portfolioOnceIndexed() throws Exception {
        long head = found("/api/v1/chain").path("head").asLong();
        for (int tries = 0; ; tries++) {
            JsonNode portfolio = found("/api/v1/portfolio");
            if (portfolio.path("asOfBlock").asLong() >= head || tries == 100) {
                return portfolio;
            }
            Thread.sleep(100);
        }
    }

    @Test
    @Order(5)
    void interfaceIsDescribedInOpenApi31() throws Exception {
        JsonNode description = found("/v3/api-docs");

        assertThat(text(description, "openapi")).startsWith("3.1");
        assertThat(description.path("paths").propertyNames())
                .contains(
                        "/api/v1/projects",
                        "/api/v1/projects/{cid}",
                        "/api/v1/projects/{project}/forecasts",
                        "/api/v1/forecasts/{forecast}",
                        "/api/v1/scenarios",
                        "/api/v1/claims",
                        "/api/v1/claims/{id}",
                        "/api/v1/claims/{id}/observations",
                        "/api/v1/claims/{id}/attestations",
                        "/api/v1/claims/{id}/revisions",
                        "/api/v1/claims/{id}/evaluations",
                        "/api/v1/claims/{id}/feed",
                        "/api/v1/claims/{id}/revocations",
                        "/api/v1/claims/{id}/lexicon",
                        "/api/v1/claims/{id}/contracts",
                        "/api/v1/claims/{id}/contracts/votes",
                        "/api/v1/claims/{id}/contracts/settlements",
                        "/api/v1/portfolio",
                        "/api/v1/chain",
                        "/api/v1/chain/alarms",
                        "/api/v1/chain/transactions",
                        "/api/v1/status");
    }

    static Stream<Arguments> refusals() throws Exception {
        String forecasts = "/api/v1/projects/" + text(found("/api/v1/projects").path(0), "cid") + "/forecasts";
        String unknownClaim =
                "/api/v1/claims/31337-0x00000000000000000000000000000000000000AA-340282366920938463463374607431768211456";
        String unknownCid = Cid.of(new byte[] {1}).text();
        return Stream.of(
                invalid("unknown-mechanism", 422, "/mechanism"),
                invalid("negative-area", 422, "/area/hectares"),
                invalid("not-a-number", 400, "/area/hectares"),
                invalid("units-zero", 422, "/hypercert/units"),
                invalid("unclosed-ring", 422, "/area/geometry/coordinates/0/4"),
                invalid("unknown-geometry", 422, "/area/geometry/type"),
                Arguments.of("/api/v1/projects", "{\"name\":", 400, "/name"),
                Arguments.of(
                        "/api/v1/claims/wallet-calls",
                        "{\"forecastCid\":\"%s\",\"from\":\"0x12\"}".formatted(unknownCid),
                        422,
                        "/from"),
                Arguments.of(
                        "/api/v1/claims/wallet-calls",
                        "{\"forecastCid\":\"%s\",\"from\":\"%s\"}".formatted(unknownCid, WALLET),
                        404,
                        "/cid"),
                Arguments.of("/api/v1/wallet/calls", "{\"key\":\"none\",\"hash\":\"0x12\"}", 422, "/hash"),
                Arguments.of(
                        claimPath + "/contracts/deposits/wallet-calls",
                        "{\"from\":\"%s\",\"deposit\":\"0\"}".formatted(WALLET),
                        422,
                        "/deposit"),
                Arguments.of(
                        claimPath + "/contracts/deposits/wallet-calls",
                        "{\"from\":\"%s\"}".formatted(WALLET),
                        422,
                        "/deposit"),
                Arguments.of(
                        claimPath + "/contracts/deposits/wallet-calls",
                        "{\"from\":\"%s\",\"deposit\":\"1\",\"terms\":\"0x12\"}".formatted(WALLET),
                        422,
                        "/deposit"),
                Arguments.of(
                        claimPath + "/contracts/challenges/wallet-calls",
                        "{\"from\":\"%s\",\"milestone\":\"%s\",\"value\":0.1}".formatted(WALLET, MILESTONE),
                        422,
                        "/party"),
                Arguments.of(
                        "/api/v1/scenarios",
                        scenario("{\"initialForestHealth\":1.5}"),
                        422,
                        "/parameters/initialForestHealth"),
                Arguments.of("/api/v1/scenarios", scenario("{\"growthRate\":NaN}"), 400, "/parameters/growthRate"),
                Arguments.of(
                        "/api/v1/scenarios",
                        "{\"preset\":\"other\",\"draws\":10,\"years\":5,\"seed\":1}",
                        422,
                        "/preset"),
                Arguments.of(
                        "/api/v1/scenarios",
                        "{\"preset\":\"published\",\"draws\":0,\"years\":5,\"seed\":1}",
                        422,
                        "/draws"),
                Arguments.of("/api/v1/scenarios", "{\"preset\":\"published\",\"years\":5,\"seed\":1}", 422, "/draws"),
                Arguments.of(
                        "/api/v1/scenarios",
                        "{\"draws\":10,\"years\":5,\"seed\":1,\"parameters\":{\"initial-cover\":1.5}}",
                        422,
                        "/parameters/initial-cover"),
                Arguments.of(
                        "/api/v1/scenarios", scenario("{\"initial-cover\":0.5}"), 422, "/parameters/initial-cover"),
                Arguments.of(forecasts, "{\"draws\":1,\"seed\":1}", 422, "/draws"),
                Arguments.of(forecasts, "{\"draws\":\"many\",\"seed\":1}", 400, "/draws"),
                Arguments.of("/api/v1/projects/nonsense/forecasts", "{\"draws\":200,\"seed\":1}", 400, "/cid"),
                Arguments.of("/api/v1/claims", "{\"forecastCid\":\"%s\"}".formatted(unknownCid), 404, "/cid"),
                Arguments.of("/api/v1/claims", "{\"forecastCid\":\"nonsense\"}", 400, "/forecastCid"),
                Arguments.of("/api/v1/claims", "{}", 422, "/forecastCid"),
                Arguments.of("/api/v1/claims/nonsense/contracts", "", 400, "/claim"),
                Arguments.of(unknownClaim + "/contracts", "", 404, "/claim"),
                Arguments.of(unknownClaim + "/observations", ownObservation().toString(), 404, "/claim"),
                Arguments.of(
                        claimPath + "/observations",
                        observationWith(
                                "claim",
                                "31337-0x00000000000000000000000000000000000000aa-340282366920938463463374607431768211456"),
                        422,
                        "/claim"),
                Arguments.of(claimPath + "/observations", observationWith("indicator", "happiness"), 422, "/indicator"),
                Arguments.of(claimPath + "/observations", observationWith("year", 2011), 422, "/year"),
                Arguments.of(claimPath + "/observations", observationWithEvidence("size", 7), 422, "/evidence/0/size"),
                Arguments.of(
                        claimPath + "/observations",
                        observationWithEvidence("sha256", "0".repeat(64)),
                        422,
                        "/evidence/0/sha256"),
                Arguments.of(
                        claimPath + "/observations",
                        observationWithEvidence("mediaType", "image/png"),
                        422,
                        "/evidence/0/mediaType"),
                Arguments.of(
                        claimPath + "/observations",
                        observationWithEvidence("cid", Cid.of(new byte[] {7}).text()),
                        422,
                        "/evidence/0/cid"),
                Arguments.of(
                        claimPath + "/attestations",
                        "{\"observationCid\":\"%s\",\"verifier\":\"Verifier A\"}".formatted(unknownCid),
                        422,
                        "/observationCid"),
                Arguments.of(
                        claimPath + "/attestations",
                        "{\"observationCid\":\"%s\",\"verifier\":\"Nobody\"}".formatted(unknownCid),
                        422,
                        "/verifier"),
                Arguments.of(claimPath + "/attestations", "{\"verifier\":\"Verifier A\"}", 422, "/observationCid"),
                Arguments.of(
                        claimPath + "/contracts/votes",
                        "{\"milestone\":\"Nothing\",\"verifier\":\"Verifier A\"}",
                        422,
                        "/milestone"),
                Arguments.of(
                        claimPath + "/contracts/votes",
                        "{\"milestone\":\"%s\",\"verifier\":\"Nobody\"}".formatted(MILESTONE),
                        422,
                        "/verifier"),
                Arguments.of(claimPath + "/contracts/votes", "{}", 422, "/milestone"),
                Arguments.of(claimPath + "/contracts/settlements", "{\"milestone\":\"Nothing\"}", 422, "/milestone"),
                Arguments.of(claimPath + "/contracts/settlements", "[]", 400, ""));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    @Order(6)
    void refusedWriteNamesTheMemberAndLeavesNothing(String path, String body, int status, String pointer)
            throws Exception {
        Map<String, Long> before = everythingKept();

        refused(status, pointer, service.post(path, body));

        assertThat(everythingKept()).isEqualTo(before);
    }

    private static void refused(int status, String pointer, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("errors").valueStream()).as(answer.body()).anySatisfy(error -> {
            assertThat(text(error, "pointer")).isEqualTo(pointer);
            assertThat(text(error, "value")).isNotBlank();
            assertThat(text(error, "allowed")).isNotBlank();
        });
    }

    @ParameterizedTest
    @Order(7)
    @CsvSource({
        "GET, /api/v1/claims/nonsense, 400",
        "GET, /api/v1/forecasts/nonsense, 400",
        "GET, /api/v1/projects/bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy, 404",
        "GET, /api/v1/nowhere, 404",
        "DELETE, /api/v1/claims, 405",
        "PUT, /api/v1/projects, 405",
    })
    void refusedRequestIsAProblemDetail(String method, String path, int status) throws Exception {
        Answer answer = service.send(service.request(path)
                .header("Authorization", "Bearer " + service.token())
                .method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("errors").isArray()).isTrue();
    }

    @ParameterizedTest
    @Order(8)
    @CsvSource({"/api/v1/projects", "/api/v1/scenarios", "/api/v1/claims"})
    void otherMediaTypeIsRefused(String path) throws Exception {
        Answer answer = service.send(service.request(path)
                .header("Authorization", "Bearer " + service.token())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

        refused(415, "", answer);
    }

    @Test
    @Order(9)
    void writeNeedsTheTokenOfTheDataDirectory() throws Exception {
        Map<String, Long> before = everythingKept();
        String project = Files.readString(EXAMPLES.resolve("project-back-test.json"));
        for (String header : List.of("", "Bearer ", "Bearer " + "0".repeat(64), "Basic " + service.token())) {
            var request = service.request("/api/v1/projects").header("Content-Type", "application/json");
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
            Answer answer = service.send(request.POST(BodyPublishers.ofString(project)));
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
        assertThat(everythingKept()).isEqualTo(before);
    }

    @Test
    @Order(10)
    void foreignOriginAndForeignHostAreTurnedAway() throws Exception {
        Answer origin = service.send(service.request("/api/v1/claims")
                .header("Origin", "https://elsewhere.example")
                .GET());
        assertThat(origin.status()).isEqualTo(403);

        try (var socket = new java.net.Socket("127.0.0.1", service.port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/claims HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 421").contains("application/problem+json");
        }
    }

    private static Arguments invalid(String example, int status, String pointer) throws Exception {
        Path file = EXAMPLES.resolve("invalid").resolve(example + ".json");
        return Arguments.of("/api/v1/projects", Files.readString(file), status, pointer);
    }

    private static String scenario(String parameters) {
        return "{\"preset\":\"published\",\"draws\":10,\"years\":5,\"seed\":1,\"parameters\":%s}".formatted(parameters);
    }

    /** The shipped example, named otherwise, 25 years later, with its first milestone. */
    private static ObjectNode ownProject() throws Exception {
        ObjectNode project = example("project-synthetic.json");
        project.put("name", "A project of one's own").put("startYear", 2051);
        ((ObjectNode) project.at("/hypercert/workTimeframe"))
                .put("start", "2051-01-01T00:00:00Z")
                .put("end", "2071-12-31T23:59:59Z");
        ((ObjectNode) project.at("/hypercert/impactTimeframe")).put("start", "2051-01-01T00:00:00Z");
        ArrayNode milestones = (ArrayNode) project.at("/contract/milestones");
        milestones.remove(2);
        milestones.remove(1);
        ((ObjectNode) milestones.get(0)).put("firstYear", MEASURED).put("lastYear", MEASURED);
        return project;
    }

    private static ObjectNode ownObservation() throws Exception {
        ObjectNode observation = example("observation.json");
        return observation
                .put("project", text(found(claimPath), "projectCid"))
                .put("claim", claimPath.substring(claimPath.lastIndexOf('/') + 1))
                .put("year", MEASURED)
                .set("evidence", Json.tree(List.of(uploadedTable())));
    }

    /** What an observation says of a table that was uploaded; uploading it again changes nothing. */
    private static Map<String, Object> uploadedTable() throws Exception {
        Answer file = service.send(service.request("/api/v1/evidence?name=plots.csv")
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + service.token())
                .POST(BodyPublishers.ofString("plot,health\n1,0.46\n2,0.48\n")));
        assertThat(file.status()).as(file.body()).isEqualTo(201);
        return Map.of(
                "cid", text(file.json(), "cid"),
                "sha256", text(file.json(), "sha256"),
                "size", file.json().path("size").asInt(),
                "mediaType", "text/csv");
    }

    private static String observationWithEvidence(String member, Object value) throws Exception {
        Map<String, Object> evidence = new TreeMap<>(uploadedTable());
        evidence.put(member, value);
        return observationWith("evidence", List.of(evidence));
    }

    private static String observationWith(String member, Object value) throws Exception {
        ObjectNode observation = ownObservation();
        observation.set(member, Json.tree(value));
        return observation.toString();
    }

    private static ObjectNode example(String file) throws Exception {
        return (ObjectNode) Json.parse(Files.readAllBytes(EXAMPLES.resolve(file)));
    }

    private static JsonNode created(String path, Object body) throws Exception {
        Answer answer = service.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode found(String path) throws Exception {
        Answer answer = service.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Rows by table, and blocks of the chain. */
    private static Map<String, Long> everythingKept() {
        JdbcClient database = service.bean(JdbcClient.class);
        Map<String, Long> kept = new TreeMap<>();
        for (String table : database.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            kept.put(
                    table,
                    database.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single());
        }
        kept.put("blocks", service.bean(Chain.class).head().longValueExact());
        return kept;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString();
    }
}
