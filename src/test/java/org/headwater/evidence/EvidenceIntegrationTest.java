// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headwater.evidence.TestFiles.ascii;
import static org.headwater.evidence.TestFiles.gpsLatitude;
import static org.headwater.evidence.TestFiles.joined;
import static org.headwater.evidence.TestFiles.pdf;
import static org.headwater.evidence.TestFiles.photo;
import static org.headwater.evidence.TestFiles.png;
import static org.headwater.evidence.TestFiles.report;
import static org.headwater.evidence.TestFiles.tiff;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.headwater.document.Json;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

/** Evidence files and consents over HTTP, with the real embedded database and block store. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class EvidenceIntegrationTest {

    private static final String AGREED = "Hillside above the reservoir";

    @TempDir
    private static Path dataDirectory;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    /** The rooms that evidence needs, without a chain. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({
        "org.headwater.database",
        "org.headwater.ipfs",
        "org.headwater.document",
        "org.headwater.consent",
        "org.headwater.evidence",
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
    void photoIsPublishedWithoutItsPlaceAndListed() throws Exception {
        HttpResponse<byte[]> created = upload("plot 7.jpg", "image/jpeg", "", photo(1));

        assertThat(created.statusCode()).as(text(created)).isEqualTo(201);
        JsonNode file = json(created);
        byte[] published = get("/ipfs/" + file.path("cid").asString()).body();
        assertThat(file.path("cid").asString()).isEqualTo(Cid.of(published).text());
        assertThat(file.path("sha256").asString()).isEqualTo(Sha256.hex(published));
        assertThat(file.path("size").asInt()).isEqualTo(published.length);
        assertThat(file.path("mediaType").asString()).isEqualTo("image/jpeg");
        assertThat(file.path("locationKept").asBoolean()).isFalse();
        assertThat(TestFiles.contains(published, gpsLatitude())).isFalse();
        assertThat(json(get("/api/v1/evidence")).valueStream()).contains(file);
        assertThat(upload("another name.jpg", "image/jpeg", "", photo(1)).body())
                .isEqualTo(created.body());
    }

    @Test
    void placeIsPublishedWithConsentOnlyAndNoMoreOnceItIsWithdrawn() throws Exception {
        String asked = "&keepLocation=true&project=" + encoded(AGREED);
        HttpResponse<byte[]> refused = upload("plot.jpg", "image/jpeg", asked, photo(2));
        assertRefused(refused, 422, "/project", "'file-location' of project 'Hillside above the reservoir'");

        JsonNode consent = json(consent(Files.readString(Path.of("schemas/examples/consent.json"))));
        assertThat(consent.path("textSha256").asString()).hasSize(64);
        HttpResponse<byte[]> created = upload("plot.jpg", "image/jpeg", asked, photo(2));
        assertThat(created.statusCode()).as(text(created)).isEqualTo(201);
        assertThat(get("/ipfs/" + json(created).path("cid").asString()).body()).isEqualTo(photo(2));
        assertThat(upload("map.tif", "image/tiff", "&project=" + encoded(AGREED), tiff(10, 10, true))
                        .statusCode())
                .isEqualTo(201);

        HttpResponse<byte[]> withdrawn =
                send(write("/api/v1/consents/" + consent.path("id").asString()).DELETE());
        assertThat(withdrawn.statusCode()).isEqualTo(204);
        assertRefused(upload("plot.jpg", "image/jpeg", asked, photo(3)), 422, "/project", "file-location");
    }

    @Test
    void consentThatSaysNothingOrComesFromTheFutureIsRefused() throws Exception {
        String consent = Files.readString(Path.of("schemas/examples/consent.json"));

        assertRefused(consent(consent.replace("exact-area", "everything")), 422, "/purposes/0", "exact-area");
        String wordless =
                ((ObjectNode) Json.mapper().readTree(consent)).put("text", "").toString();
        assertThat(json(consent(wordless)).at("/errors/0/pointer").asString()).isEqualTo("/text");
        assertRefused(
                consent(consent.replace("2026-01-05", "2126-01-05")), 422, "/givenAt", "a time that is not after");
    }

    static Stream<Arguments> refusedFiles() throws Exception {
        byte[] photo = photo(5);
        return Stream.of(
                Arguments.of("a.png", "image/png", photo, "/mediaType", "image/jpeg, which the bytes are"),
                Arguments.of("a.jpg", "image/jpeg", ascii("<svg><script>alert(1)</script></svg>"), "/file", "one of"),
                Arguments.of("a.svg", "image/svg+xml", ascii("<svg/>"), "/file", "image/jpeg"),
                Arguments.of("a.zip", "application/zip", zipBomb(), "/file", "image/jpeg"),
                Arguments.of("a.jpg", "image/jpeg", joined(photo, zipBomb()), "/file", "and nothing else"),
                Arguments.of("a.png", "image/png", png(50_000, 50_000), "/file", "20000 pixels"),
                Arguments.of("../../token", "image/jpeg", photo, "/name", "no path"),
                Arguments.of("a/b.jpg", "image/jpeg", photo, "/name", "no path"),
                Arguments.of("a..jpg", "image/jpeg", photo, "/name", "no path"),
                Arguments.of("a\0.jpg", "image/jpeg", photo, "/name", "no path"),
                Arguments.of("a.csv", "text/csv", ascii("lat,load\n6.3,1\n"), "/project", "'file-location'"),
                Arguments.of("a.csv", "text/csv", ascii("a,b\n1\n"), "/file/rows/1", "2 cells"),
                Arguments.of("a.csv", "text/csv", new byte[0], "/file", "at least one byte"),
                Arguments.of("a.tif", "image/tiff", tiff(9, 9, true), "/project", "'file-location'"),
                Arguments.of("a.csv", "text/csv", ascii("a,b\n1,m@x.example\n"), "/project", "'names'"),
                Arguments.of("a.pdf", "application/pdf", report("Yearly report", "", null), "/project", "'names'"),
                Arguments.of("a.pdf", "application/pdf", report("6.30701 -75.56824", "", null), "/project", "location"),
                Arguments.of("a.pdf", "application/pdf", pdf(""), "/file", "can be examined"),
                Arguments.of("a.pdf", "application/pdf", pdf("/S /JavaScript "), "/file", "without scripts"));
    }

    @ParameterizedTest
    @MethodSource("refusedFiles")
    void fileIsRefusedWithTheReasonAndNothingIsStored(
            String name, String mediaType, byte[] content, String pointer, String allowed) throws Exception {
        byte[] before = get("/api/v1/evidence").body();

        assertRefused(upload(name, mediaType, "", content), 422, pointer, allowed);

        assertThat(get("/api/v1/evidence").body()).isEqualTo(before);
    }

    @Test
    void moreThanTheLimitIsNotRead() throws Exception {
        assertRefused(
                upload("a.csv", "text/csv", "", new byte[16 * 1024 * 1024 + 1]),
                413,
                "/file",
                "at most 16777216 bytes");
    }

    @Test
    void photoHasAThumbnailWithoutItsPlace() throws Exception {
        String cid =
                json(upload("plot.jpg", "image/jpeg", "", photo(8))).path("cid").asString();
        HttpResponse<byte[]> thumbnail = get("/api/v1/evidence/" + cid + "/thumbnail");

        assertThat(thumbnail.statusCode()).isEqualTo(200);
        assertThat(thumbnail.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(TestFiles.decoded(thumbnail.body())).isNotNull();
        assertThat(get("/api/v1/evidence/" + Cid.of(photo(8)) + "/thumbnail").statusCode())
                .isEqualTo(404);
        String table = json(upload("a.csv", "text/csv", "", ascii("a,b\n1,2\n")))
                .path("cid")
                .asString();
        assertRefused(get("/api/v1/evidence/" + table + "/thumbnail"), 422, "/file", "a JPEG or PNG");
    }

    @Test
    void formIsTakenAsTheRawBodyIs() throws Exception {
        byte[] form = joined(
                ascii("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plot 9.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n"),
                photo(9),
                ascii("\r\n--part--\r\n"));
        HttpResponse<byte[]> created = send(write("/api/v1/evidence")
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(BodyPublishers.ofByteArray(form)));

        assertThat(created.statusCode()).as(text(created)).isEqualTo(201);
        assertThat(json(created).path("name").asString()).isEqualTo("plot 9.jpg");
        assertThat(upload("again.jpg", "image/jpeg", "", photo(9)).body()).isEqualTo(created.body());
    }

    @Test
    void consentsAreListedForTheOwnerOfTheTokenWithoutPersonAndWords() throws Exception {
        String text = Files.readString(Path.of("schemas/examples/consent.json")).replace(AGREED, "Listed here");
        JsonNode recorded = json(consent(text));
        String path = "/api/v1/consents?project=" + encoded("Listed here");

        assertThat(get(path).statusCode()).isEqualTo(401);
        JsonNode listed = json(send(write(path).GET()));
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.at("/0/id")).isEqualTo(recorded.path("id"));
        assertThat(listed.at("/0/purposes")).isEqualTo(recorded.path("purposes"));
        assertThat(listed.at("/0/withdrawnAt").isNull()).isTrue();
        assertThat(listed.toString())
                .doesNotContain(
                        Json.mapper().readTree(text).path("givenBy").asString(),
                        Json.mapper().readTree(text).path("text").asString());
        send(write("/api/v1/consents/" + recorded.path("id").asString()).DELETE());
        assertThat(json(send(write(path).GET())).at("/0/withdrawnAt").asString())
                .isNotBlank();
        assertThat(json(consent(text)).path("id")).isEqualTo(recorded.path("id"));
        assertThat(json(send(write(path).GET())).at("/0/withdrawnAt").isNull())
                .as("agreed to again")
                .isTrue();
        assertRefused(send(write("/api/v1/consents/" + "0".repeat(64)).DELETE()), 422, "/id", "answered with");
        assertThat(json(send(write("/api/v1/consents").GET())).toString()).contains("Listed here");
    }

    @Test
    void uploadNeedsTheWriteToken() throws Exception {
        HttpResponse<byte[]> refused = send(request("/api/v1/evidence?name=a.jpg")
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(photo(6))));

        assertThat(refused.statusCode()).isEqualTo(401);
    }

    /** A hundred megabytes in a hundred kilobytes. */
    private static byte[] zipBomb() throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("../bomb"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }
        return archive.toByteArray();
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String pointer, String allowed) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode error = json(answer).path("errors").path(0);
        assertThat(error.path("pointer").asString()).isEqualTo(pointer);
        assertThat(error.path("value").asString()).isNotBlank();
        assertThat(error.path("allowed").asString()).contains(allowed);
    }

    private HttpResponse<byte[]> upload(String name, String mediaType, String more, byte[] content) throws Exception {
        return send(write("/api/v1/evidence?name=" + encoded(name) + more)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(content)));
    }

    private HttpResponse<byte[]> consent(String json) throws Exception {
        return send(write("/api/v1/consents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder write(String path) throws Exception {
        String token = Files.readString(dataDirectory.resolve("token")).strip();
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return Json.mapper().readTree(text(answer));
    }
}
