// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
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
            "add?cid-version=1&raw-leaves=true&chunker=size-262144&max-file-links=174&hash=sha2-256&cid-base=base32"
                    + "&pin=true&quieter=true";
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final int ANSWER_LIMIT = 4 * UnixFs.CHUNK_SIZE;

    private final String api;
    private final BoundedHttp http = new BoundedHttp(Dns.SYSTEM, TIME_LIMIT);
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param address such as {@code http://127.0.0.1:5001}, without trailing slash */
    Kubo(String address) {
        this.api = address + "/api/v0/";
    }

    @Override
    public Cid add(byte[] content) {
        if (content.length > MAXIMUM_SIZE) {
            throw new BlockStoreFailure(content.length + " bytes; allowed: at most " + MAXIMUM_SIZE);
        }
        Cid expected = Cid.of(content);
        RequestBody file = RequestBody.create(content, MediaType.get("application/octet-stream"));
        BoundedHttp.Answer answer = post(
                ADD,
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("file", "file", file)
                        .build());
        requireOk(ADD, answer);
        String named = lastLine(answer).path("Hash").asString("");
        if (!named.equals(expected.text())) {
            throw new BlockStoreFailure("Kubo stored the bytes as '" + named + "', but they hash to " + expected);
        }
        return expected;
    }

    @Override
    public PinState pinState(Cid cid) {
        BoundedHttp.Answer pins = post("pin/ls?type=recursive&cid-base=base32&arg=" + cid);
        if (pins.ok() && parse(pins).path("Keys").has(cid.text())) {
            return PinState.PINNED;
        }
        return block(cid).isPresent() ? PinState.PRESENT : PinState.ABSENT;
    }

    @Override
    public Optional<byte[]> block(Cid cid) {
        String call = "block/get?offline=true&arg=" + cid;
        BoundedHttp.Answer answer = post(call);
        if (!answer.ok() && message(answer).matches("(?s).*(not found|could not find|ENOENT).*")) {
            return Optional.empty();
        }
        requireOk(call, answer);
        if (!cid.matches(answer.body())) {
            throw new BlockStoreFailure("the bytes that Kubo gives for " + cid + " do not hash to it");
        }
        return Optional.of(answer.body());
    }

    private BoundedHttp.Answer post(String call) {
        return post(call, RequestBody.create(new byte[0], null));
    }

    private BoundedHttp.Answer post(String call, RequestBody body) {
        try {
            return http.send(new Request.Builder().url(api + call).post(body).build(), ANSWER_LIMIT);
        } catch (IOException e) {
            throw new BlockStoreFailure("Kubo at " + api + " does not answer: " + e, e);
        }
    }

    private void requireOk(String call, BoundedHttp.Answer answer) {
        if (!answer.ok()) {
            throw new BlockStoreFailure(
                    "Kubo answers " + call + " with status " + answer.status() + ": " + message(answer));
        }
    }

    private String message(BoundedHttp.Answer answer) {
        try {
            return parse(answer).path("Message").asString("");
        } catch (BlockStoreFailure e) {
            return new String(answer.body(), 0, Math.min(answer.body().length, 200), StandardCharsets.UTF_8);
        }
    }

    /** Kubo answers {@code add} with one JSON object per line, the root last. */
    private JsonNode lastLine(BoundedHttp.Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        return parse(text.substring(text.lastIndexOf('\n') + 1));
    }

    private JsonNode parse(BoundedHttp.Answer answer) {
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
