// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.headwater.Elsewhere;
import org.headwater.chain.Keyring;
import org.headwater.document.CanonicalJson;
import org.headwater.document.Document;
import org.headwater.document.Json;
import org.headwater.hypercert.AllowList;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.identity.WriteToken;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.PinState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Metadata that only a gateway has are minted by the service after it has read and recomputed all that they rest on. */
class PublishedElsewhereIntegrationTest {

    private final ServedLoop loop = ServedLoop.get();
    private final Elsewhere elsewhere = loop.elsewhere();
    private final BlockStore blocks = loop.bean(BlockStore.class);

    @Test
    void metadataOfAGatewayAreMintedAndTheClaimIsTrue() throws Exception {
        Document metadata = elsewhere.publish(project("Published elsewhere"), 31, null);
        HttpResponse<String> answer = mint(metadata.cid());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ServedLoop.Verdict verdict = loop.verify(loop.bean(Claims.class)
                .get(ClaimId.parse(
                        Json.mapper().readTree(answer.body()).path("id").asString())));
        assertThat(verdict.failed()).as("%s", verdict.report()).isEmpty();
        assertThat(verdict.exitCode()).isZero();
    }

    @Test
    void allowListOfAGatewayIsMintedToo() throws Exception {
        JsonNode project = project("A list elsewhere");
        AllowList list = AllowList.fromJson(
                Json.tree(List.of(Map.of("address", loop.bean(Keyring.class).address("investor"), "share", "1"))
                        .toArray()),
                Elsewhere.units(project));
        HttpResponse<String> answer = mint(elsewhere.publish(project, 32, list).cid());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(blocks.pinState(Cid.of(list.dump()))).isEqualTo(PinState.PINNED);
    }

    @Test
    void nothingIsStoredOfMetadataWhoseForecastNoGatewayHasOrGivesRightly() throws Exception {
        Document metadata = elsewhere.publish(project("Without its forecast"), 33, null);
        Cid forecast = reference(metadata, "impact-forecast");
        elsewhere.take(forecast);
        assertThat(mint(metadata.cid()).statusCode()).isEqualTo(404);
        elsewhere.give(forecast, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(mint(metadata.cid()).statusCode()).isEqualTo(404);
        elsewhere.give(forecast, new byte[2_000_000]);
        assertThat(mint(metadata.cid()).statusCode()).isEqualTo(404);

        assertThat(blocks.pinState(metadata.cid())).isEqualTo(PinState.ABSENT);
        assertThat(blocks.pinState(reference(metadata, "project"))).isEqualTo(PinState.ABSENT);
    }

    @Test
    void moreThanADocumentMayHoldIsNotFetched() throws Exception {
        Document metadata = elsewhere.publish(project("A large forecast"), 35, null);
        Cid large = elsewhere.publish(new byte[2_000_000]);
        Cid naming = elsewhere.publish(new String(metadata.bytes(), StandardCharsets.UTF_8)
                .replace(reference(metadata, "impact-forecast").text(), large.text())
                .getBytes(StandardCharsets.UTF_8));

        assertThat(mint(naming).statusCode()).isEqualTo(404);
    }

    @Test
    void forecastThatTheModelDoesNotGiveIsNotMinted() throws Exception {
        Document metadata = elsewhere.publish(project("Another digest"), 34, null);
        Cid honest = reference(metadata, "impact-forecast");
        ObjectNode forecast = (ObjectNode) Json.parse(ServedLoop.httpGet(elsewhere.address() + "/ipfs/" + honest));
        forecast.put("digest", "0".repeat(64));
        Cid forged = elsewhere.publish(CanonicalJson.bytes(forecast));
        Cid naming = elsewhere.publish(new String(metadata.bytes(), StandardCharsets.UTF_8)
                .replace(honest.text(), forged.text())
                .getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = mint(naming);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("/metadataCid", "computes from the same project, draws and seed");
        assertThat(blocks.pinState(naming)).isEqualTo(PinState.ABSENT);
    }

    private static JsonNode project(String name) {
        return ((ObjectNode) ServedLoop.futureProject(2_150)).put("name", name);
    }

    private static Cid reference(Document metadata, String type) {
        return PublishedFiles.cidOfUri(metadata.json()
                .path("properties")
                .valueStream()
                .filter(property -> property.path("trait_type").asString().equals(type))
                .findFirst()
                .orElseThrow()
                .path("src")
                .asString());
    }

    private HttpResponse<String> mint(Cid metadata) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(loop.gateway() + "/api/v1/claims"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + loop.bean(WriteToken.class).value())
                .POST(HttpRequest.BodyPublishers.ofString("{\"metadataCid\":\"%s\"}".formatted(metadata)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
