// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwater.RunningService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pins and the gateway over HTTP, after the first loop of the whole service. */
class PinsIntegrationTest {

    private static RunningService service;
    private static String metadata;

    @BeforeAll
    static void findAClaim() throws Exception {
        service = RunningService.get();
        String id = service.get("/api/v1/claims").json().get(0).get("id").asString();
        metadata = service.get("/api/v1/claims/" + id).json().get("metadataCid").asString();
    }

    @Test
    void whatTheLoopPublishedIsVerifiedByTheSchedule() throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        JsonNode pins = service.get("/api/v1/pins/" + metadata).json();
        while (!pins.get(0).get("state").asString().equals("verified") && System.nanoTime() < deadline) {
            Thread.sleep(200);
            pins = service.get("/api/v1/pins/" + metadata).json();
        }

        assertThat(pins).hasSize(1);
        assertThat(pins.get(0).get("target").asString()).isEqualTo("embedded");
        assertThat(pins.get(0).get("state").asString()).isEqualTo("verified");
        assertThat(pins.get(0).get("verifiedAt").asString()).endsWith("Z");
        assertThat(service.get("/api/v1/pins?cid=" + metadata).json()).isEqualTo(pins);
        assertThat(service.get("/api/v1/pins").json().size()).isGreaterThan(5);
    }

    @Test
    void fileThatWasNeverPublishedHasNoPins() throws Exception {
        assertThat(service.get("/api/v1/pins/" + Cid.of(new byte[] {1, 2})).status())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/pins/nonsense").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ipfs/%2e%2e/token",
                "/ipfs/..%2ftoken",
                "/ipfs/../token",
                "/ipfs/bafkqaddimvwgy3zao5xxe3debi",
                "/ipfs//etc/passwd",
                "/ipfs/CID/../../token",
                "/ipfs/CID%2f..%2ftoken",
                "/ipfs/CID?format=tar",
            })
    void pathTricksAreRefused(String path) throws Exception {
        assertThat(service.get(path.replace("CID", metadata)).status()).isIn(400, 404);
    }

    @Test
    void rangeIsAnsweredOverHttp() throws Exception {
        var answer = service.send(service.request("/ipfs/" + metadata)
                .header("Range", "bytes=0-0")
                .GET());

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo("{");
        assertThat(answer.contentType()).startsWith("application/json");
    }

    @Test
    void headHasTheHeadersAndNoBody() throws Exception {
        var answer = service.send(service.request("/ipfs/" + metadata).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.contentType()).startsWith("application/json");
    }

    @Test
    void archiveOfPublishedFilesIsTakenBackAndPinned() throws Exception {
        byte[] content = SeededBytes.of(77, UnixFs.CHUNK_SIZE + 3);
        Cid unknown = Cid.of(content);
        Map<Cid, byte[]> blocks = new HashMap<>();
        UnixFs.split(content, block -> blocks.put(block.cid(), block.bytes()));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        Car.write(List.of(unknown), cid -> Optional.ofNullable(blocks.get(cid)), archive);

        assertThat(service.get("/api/v1/archive?root=" + unknown).status()).isEqualTo(400);
        assertThat(post(Arrays.copyOf(archive.toByteArray(), archive.size() - 1))
                        .status())
                .isEqualTo(400);
        assertThat(service.get("/api/v1/pins/" + unknown).status()).isEqualTo(404);

        assertThat(post(archive.toByteArray()).body()).isEqualTo("[\"" + unknown + "\"]");

        assertThat(service.get("/api/v1/pins/" + unknown).status()).isEqualTo(200);
        assertThat(exported(unknown, Cid.parse(metadata)).file(unknown))
                .hasValueSatisfying(file -> assertThat(file).isEqualTo(content));
    }

    private static RunningService.Answer post(byte[] archive) throws Exception {
        return service.send(service.request("/api/v1/archive")
                .header("Content-Type", "application/vnd.ipld.car")
                .header("Authorization", "Bearer " + service.token())
                .POST(BodyPublishers.ofByteArray(archive)));
    }

    private static Car exported(Cid first, Cid second) throws Exception {
        URI address = service.request("/api/v1/archive?root=" + first + "&root=" + second)
                .build()
                .uri();
        try (InputStream archive = address.toURL().openStream()) {
            return Car.read(archive);
        }
    }
}
