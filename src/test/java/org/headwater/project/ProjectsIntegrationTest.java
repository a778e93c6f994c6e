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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Projects over HTTP with the real embedded database and block store. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ProjectsIntegrationTest {

    private static final Path EXAMPLES = Path.of("schemas", "examples");

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
        String token = Files.readString(dataDirectory.resolve("token")).strip();
        return http.send(
                request("/api/v1/projects")
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
