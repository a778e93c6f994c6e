// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Kubo node over its RPC API. Every option that changes an identifier is sent, the node's answer is compared with the
 * locally computed one, and bytes are hashed again when read. Reads stay on the node: they never search the network.
 *
 * @see <a href="https://docs.ipfs.tech/reference/kubo/rpc/">Kubo RPC API</a>
 */
final class Kubo implements BlockStore {

    private static final String ADD =
            "add?cid-version=1&raw-leaves=true&chunker=size-262144&hash=sha2-256&pin=true&quieter=true";
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int ANSWER_LIMIT = 4 * UnixFs.CHUNK_SIZE;

    private final String api;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param address such as {@code http://127.0.0.1:5001}, without trailing slash */
    Kubo(String address) {
        this.api = address + "/api/v0/";
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Cid add(byte[] content) {
        if (content.length > MAXIMUM_SIZE) {
            throw new BlockStoreFailure(content.length + " bytes; allowed: at most " + MAXIMUM_SIZE);
        }
        Cid expected = Cid.of(content);
        String boundary = "headwater-" + UUID.nameUUIDFromBytes(expected.digest());
        HttpResponse<byte[]> answer =
                post(ADD, "multipart/form-data; boundary=" + boundary, multipart(boundary, content));
        requireOk(ADD, answer);
        String named = lastLine(answer).path("Hash").asString("");
        if (!named.equals(expected.text())) {
            throw new BlockStoreFailure("Kubo stored the bytes as '" + named + "', but they hash to " + expected);
        }
        return expected;
    }

    @Override
    public PinState pinState(Cid cid) {
        HttpResponse<byte[]> pins = post("pin/ls?type=recursive&arg=" + cid);
        if (pins.statusCode() == OK && parse(pins).path("Keys").has(cid.text())) {
            return PinState.PINNED;
        }
        return block(cid).isPresent() ? PinState.PRESENT : PinState.ABSENT;
    }

    @Override
    public Optional<byte[]> block(Cid cid) {
        String call = "block/get?offline=true&arg=" + cid;
        HttpResponse<byte[]> answer = post(call);
        if (answer.statusCode() != OK && message(answer).matches("(?s).*(not found|could not find).*")) {
            return Optional.empty();
        }
        requireOk(call, answer);
        if (!cid.matches(answer.body())) {
            throw new BlockStoreFailure("the bytes that Kubo gives for " + cid + " do not hash to it");
        }
        return Optional.of(answer.body());
    }

    private HttpResponse<byte[]> post(String call) {
        return post(call, "application/octet-stream", BodyPublishers.noBody());
    }

    private HttpResponse<byte[]> post(String call, String contentType, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + call))
                .timeout(TIME_LIMIT)
                .header("Content-Type", contentType)
                .POST(body)
                .build();
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_LIMIT));
        } catch (IOException e) {
            throw new BlockStoreFailure("Kubo at " + api + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BlockStoreFailure("interrupted while waiting for Kubo", e);
        }
    }

    private static BodyPublisher multipart(String boundary, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(content.length + 256);
        body.writeBytes(
                ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n"));
        body.writeBytes(content);
        body.writeBytes(ascii("\r\n--" + boundary + "--\r\n"));
        return BodyPublishers.ofByteArray(body.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void requireOk(String call, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw new BlockStoreFailure(
                    "Kubo answers " + call + " with status " + answer.statusCode() + ": " + message(answer));
        }
    }

    private String message(HttpResponse<byte[]> answer) {
        try {
            return parse(answer).path("Message").asString("");
        } catch (BlockStoreFailure e) {
            return new String(answer.body(), 0, Math.min(answer.body().length, 200), StandardCharsets.UTF_8);
        }
    }

    /** Kubo answers {@code add} with one JSON object per line, the root last. */
    private JsonNode lastLine(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        return parse(text.substring(text.lastIndexOf('\n') + 1));
    }

    private JsonNode parse(HttpResponse<byte[]> answer) {
        return parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw new BlockStoreFailure("Kubo's answer is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
