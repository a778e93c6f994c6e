// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.headwater.document.Json;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passes questions on to a real node, and answers some of them as unreliable nodes do. */
final class UnreliableNode implements AutoCloseable {

    private final LocalNode node;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Web3j web3j;
    private final AtomicInteger refusals = new AtomicInteger();

    private volatile long lag;
    private volatile long mostBlocks = Long.MAX_VALUE;
    private volatile @Nullable String nonsense;
    private volatile int status = 200;

    UnreliableNode(LocalNode node) throws IOException {
        this.node = node;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        this.web3j = Web3j.build(
                new HttpService("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    Web3j web3j() {
        return web3j;
    }

    /** Its newest block is this many blocks behind. */
    void lag(long blocks) {
        lag = blocks;
    }

    /** It refuses to look for events in more blocks than these. */
    void limitRange(long blocks) {
        mostBlocks = blocks;
    }

    int refusals() {
        return refusals.get();
    }

    /** It gives this answer to every question. */
    void answer(int httpStatus, String text) {
        status = httpStatus;
        nonsense = text;
    }

    void answerTruly() {
        nonsense = null;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] question = exchange.getRequestBody().readAllBytes();
        @Nullable String given = nonsense;
        byte[] answer;
        try {
            answer = given != null ? given.getBytes(StandardCharsets.UTF_8) : answer(Json.parse(question));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(given != null ? status : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private byte[] answer(JsonNode question) throws IOException, InterruptedException {
        JsonNode parameter = question.at("/params/0");
        switch (question.path("method").asString()) {
            case "eth_getBlockByNumber" -> {
                long head =
                        node.web3j().ethBlockNumber().send().getBlockNumber().longValueExact() - lag;
                if (parameter.asString().equals("latest")) {
                    ((tools.jackson.databind.node.ArrayNode) question.path("params"))
                            .set(0, "0x" + Long.toHexString(head));
                } else if (Long.decode(parameter.asString()) > head) {
                    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":null}"
                            .formatted(question.path("id"))
                            .getBytes(StandardCharsets.UTF_8);
                }
            }
            case "eth_getLogs" -> {
                if (parameter instanceof ObjectNode filter && filter.has("fromBlock") && blocks(filter) > mostBlocks) {
                    refusals.incrementAndGet();
                    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32005,\"message\":\"block range is too large\"}}"
                            .formatted(question.path("id"))
                            .getBytes(StandardCharsets.UTF_8);
                }
            }
            default -> {}
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question.toString()))
                .build();
        return http.send(request, BodyHandlers.ofByteArray()).body();
    }

    private static long blocks(ObjectNode filter) {
        return Long.decode(filter.path("toBlock").asString())
                - Long.decode(filter.path("fromBlock").asString())
                + 1;
    }

    @Override
    public void close() {
        web3j.shutdown();
        server.stop(0);
        http.close();
    }
}
