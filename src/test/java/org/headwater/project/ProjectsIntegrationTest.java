// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.headwater.Examples;
import org.headwater.document.Json;
import org.headwater.ipfs.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Projects over HTTP with the real embedded database and block store. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ProjectsIntegrationTest {

    private static final Path EXAMPLES = Path.of("schemas", "examples");

    private static final double[][][] OUTLINE = {
        {{-75.6217, 6.3023}, {-75.5811, 6.2999}, {-75.5803, 6.3391}, {-75.6202, 6.3417}, {-75.6217, 6.3023}}
    };

    @TempDir
    private static Path dataDirectory;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    /** The rooms that projects need, without a chain. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({
        "org.headwater.database",
        "org.headwater.ipfs",
        "org.headwater.document",
        "org.headwater.consent",
        "org.headwater.project",
        "org.headwater.identity",
        "org.headwater.web"
    })
    static class Rooms {

        @Bean
        InstantSource time() {
            return InstantSource.system();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("headwater.data-dir", dataDirectory::toString);
    }

    @Test
    void publishedProjectIsListedOnceAndServedByTheGateway() throws Exception {
        byte[] document = Files.readAllBytes(EXAMPLES.resolve("project-synthetic.json"));

        HttpResponse<byte[]> created = post(document);
        HttpResponse<byte[]> again = post(document);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(created.body());
        Cid cid = Cid.parse(json(created).path("cid").asString());
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/projects/" + cid);
        assertThat(json(get("/api/v1/projects"))
                        .valueStream()
                        .filter(entry -> entry.path("cid").asString().equals(cid.text())))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("hectares").asDouble()).isEqualTo(2000);
                    assertThat(entry.path("mechanism").asString()).isEqualTo("performance-contract");
                    assertThat(entry.path("synthetic").asBoolean()).isTrue();
                    assertThat(entry.path("backTest").asBoolean()).isFalse();
                    assertThat(entry.path("createdAt").asString()).endsWith("Z");
                });
        assertThat(Cid.of(get("/api/v1/projects/" + cid).body())).isEqualTo(cid);
        assertThat(Cid.of(get("/ipfs/" + cid).body())).isEqualTo(cid);
    }

    @ParameterizedTest
    @CsvSource({
        "not-a-number, 400, /area/hectares",
        "duplicate-member, 400, /synthetic",
        "negative-area, 422, /area/hectares",
        "unclosed-ring, 422, /area/geometry/coordinates/0/4",
        "units-zero, 422, /hypercert/units",
    })
    void refusedProjectNamesTheMemberAndLeavesNothing(String file, int status, String pointer) throws Exception {
        long before = json(get("/api/v1/projects")).size();

        HttpResponse<byte[]> refused =
                post(Files.readAllBytes(EXAMPLES.resolve("invalid").resolve(file + ".json")));

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode error = json(refused).path("errors").path(0);
        assertThat(error.path("pointer").asString()).isEqualTo(pointer);
        assertThat(error.path("value").asString()).isNotBlank();
        assertThat(error.path("allowed").asString()).isNotBlank();
        assertThat(json(get("/api/v1/projects")).size()).isEqualTo(before);
    }

    @Test
    void exactAreaIsPublishedCoarsenedAndBoundToTheExactOne() throws Exception {
        byte[] exact = changed("Exact hillside", "/area/generalised", false, "/area/geometry/coordinates", OUTLINE);

        HttpResponse<byte[]> created = post(exact);

        assertThat(created.statusCode()).isEqualTo(201);
        String cid = json(created).path("cid").asString();
        String published = new String(get("/ipfs/" + cid).body(), StandardCharsets.UTF_8);
        JsonNode area = Json.mapper().readTree(published).path("area");
        assertThat(published).doesNotContain("75.6217").doesNotContain("6.3023");
        assertThat(area.path("generalised").asBoolean()).isTrue();
        assertThat(area.at("/geometry/coordinates/0/0").toString()).isEqualTo("[-75.62,6.3]");
        assertThat(post(exact).body()).isEqualTo(created.body());

        JsonNode disclosed = json(post("/api/v1/projects/" + cid + "/exact-area", new byte[0]));
        assertThat(disclosed.at("/area/geometry/coordinates")).isEqualTo(Json.tree(OUTLINE));
        String checks = "/api/v1/projects/" + cid + "/exact-area/checks";
        assertThat(matches(checks, disclosed)).isTrue();
        ObjectNode other = (ObjectNode) disclosed.deepCopy();
        ((ObjectNode) other.path("area")).put("hectares", 2001);
        assertThat(matches(checks, other)).isFalse();
        assertThat(matches(checks, ((ObjectNode) disclosed.deepCopy()).put("salt", "0".repeat(64))))
                .isFalse();
        for (String member : List.of("salt", "area")) {
            String malformed =
                    ((ObjectNode) disclosed.deepCopy()).put(member, "0f").toString();
            assertThat(pointers(post(checks, malformed.getBytes(StandardCharsets.UTF_8))))
                    .containsExactly("/" + member);
        }
    }

    @Test
    void exactAreaIsPublishedAsItIsWithConsent() throws Exception {
        byte[] exact = changed("Agreed hillside", "/area/generalised", false, "/area/geometry/coordinates", OUTLINE);
        consentTo("exact-area", "Agreed hillside");

        String cid = json(post(exact)).path("cid").asString();

        assertThat(json(get("/ipfs/" + cid)).path("area"))
                .isEqualTo(Json.mapper().readTree(exact).path("area"));
        assertThat(json(post("/api/v1/projects/" + cid + "/exact-area", new byte[0]))
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/cid");
    }

    @Test
    void namesThatAreNotOfRolesNeedConsent() throws Exception {
        byte[] named = changed("Named hillside", "/parties/0/name", "Rosa Quispe", "/hypercert/contributors/0", "Rosa");

        HttpResponse<byte[]> refused = post(named);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly("/parties/0/name", "/hypercert/contributors/0");
        assertThat(json(refused).at("/errors/0/allowed").asString())
                .contains("word of a role", "POST /api/v1/consents");
        consentTo("names", "Named hillside");
        assertThat(post(named).statusCode()).isEqualTo(201);
    }

    @Test
    void partyNeedsAWordOfItsOwnRoleAndAContributorThatOfAnyOrAnAccount() throws Exception {
        assertThat(pointers(post(changed("Swapped hillside", "/parties/0/name", "Restoration NGO"))))
                .containsExactly("/parties/0/name");
        String[] contributors = {
            "0x59266D85D94666D037C1e32dAa8FaC9E95CdaFEf", "Reservoir operator", "Impact investor", "Restoration NGO"
        };
        assertThat(post(changed("Contributing hillside", "/hypercert/contributors", contributors))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void textsThatReachAPersonOrTellAnExactPlaceNeedTheirConsents() throws Exception {
        byte[] telling = changed(
                "Telling hillside",
                "/description",
                "Ask rosa@finca.example about the gully at 6.30701, -75.56824.",
                "/monitoringPlan/series/0/method",
                "Plots, call +57 300 123 4567");

        assertThat(pointers(post(telling)))
                .containsExactly("/description", "/description", "/monitoringPlan/series/0/method");
        consentTo("names", "Telling hillside");
        HttpResponse<byte[]> refused = post(telling);
        assertThat(pointers(refused)).containsExactly("/description");
        assertThat(json(refused).at("/errors/0/value").asString()).isEqualTo("6.30701, -75.56824");
        assertThat(json(refused).at("/errors/0/allowed").asString()).contains("'exact-area'");
        consentTo("exact-area", "Telling hillside");
        assertThat(post(telling).statusCode()).isEqualTo(201);
    }

    private static List<String> pointers(HttpResponse<byte[]> refused) {
        assertThat(refused.statusCode()).isEqualTo(422);
        return json(refused)
                .path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString())
                .toList();
    }

    @Test
    void smallExactAreaBecomesTheCellAroundIt() throws Exception {
        double[][][] garden = {{{-75.6217, 6.3023}, {-75.6216, 6.3023}, {-75.6216, 6.3024}, {-75.6217, 6.3023}}};
        byte[] exact = changed(
                "Small hillside",
                "/area/generalised",
                false,
                "/area/geometry/coordinates",
                garden,
                "/area/hectares",
                0.01);

        String cid = json(post(exact)).path("cid").asString();

        assertThat(json(get("/ipfs/" + cid)).at("/area/geometry/coordinates").toString())
                .isEqualTo("[[[-75.63,6.3],[-75.62,6.3],[-75.62,6.31],[-75.63,6.31],[-75.63,6.3]]]");
    }

    @Test
    void outlineThatSaysItIsCoarseButIsNotIsRefused() throws Exception {
        HttpResponse<byte[]> refused = post(changed("False hillside", "/area/geometry/coordinates", OUTLINE));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/pointer").asString()).isEqualTo("/area/geometry/coordinates/0/0/0");
        assertThat(json(refused).at("/errors/0/allowed").asString()).contains("two decimals");
    }

    private static byte[] changed(String name, Object... changes) {
        JsonNode project = Examples.json(Examples.SYNTHETIC);
        Examples.set(project, "/name", name);
        for (int i = 0; i < changes.length; i += 2) {
            Examples.set(project, (String) changes[i], changes[i + 1]);
        }
        return project.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void consentTo(String purpose, String project) throws Exception {
        JsonNode consent = Examples.json("consent.json");
        Examples.set(consent, "/project", project);
        Examples.set(consent, "/purposes", new String[] {purpose});
        assertThat(post("/api/v1/consents", consent.toString().getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(201);
    }

    private boolean matches(String path, JsonNode disclosed) throws Exception {
        return json(post(path, disclosed.toString().getBytes(StandardCharsets.UTF_8)))
                .path("matches")
                .asBoolean();
    }

    @Test
    void identifiersThatAreMalformedOrUnknownAreTold() throws Exception {
        HttpResponse<byte[]> malformed = get("/api/v1/projects/nonsense");
        HttpResponse<byte[]> unknown = get("/api/v1/projects/" + Cid.of(new byte[] {5}));

        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(json(malformed).path("errors").path(0).path("pointer").asString())
                .isEqualTo("/cid");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).path("detail").asString()).contains("is stored here");
    }

    private HttpResponse<byte[]> post(byte[] document) throws Exception {
        return post("/api/v1/projects", document);
    }

    private HttpResponse<byte[]> post(String path, byte[] document) throws Exception {
        String token = Files.readString(dataDirectory.resolve("token")).strip();
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofByteArray(document))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return Json.mapper().readTree(new String(response.body(), StandardCharsets.UTF_8));
    }
}
