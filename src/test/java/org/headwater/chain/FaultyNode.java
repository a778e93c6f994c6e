// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A proxy before a real node that fails or lies as it is told. */
final class FaultyNode implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LAG = 20;

    /** What goes wrong. */
    enum Fault {
        NONE,
        TOO_MANY_REQUESTS,
        TOO_MANY_REQUESTS_IN_JSON,
        SERVER_ERROR,
        BAD_GATEWAY_PAGE,
        PAGE_INSTEAD_OF_JSON,
        TRUNCATED,
        CUT_OFF,
        EMPTY,
        NO_JSON_RPC,
        REDIRECT,
        WRONG_CHAIN,
        LAGGING,
        NO_RECEIPT,
        WRONG_BLOCK_HASH,
        MISSING_LOGS,
        MISSING_LOGS_AND_BLOOM,
        WRONG_STATUS,
        FORGED_LOG;

        boolean lie() {
            return compareTo(NO_RECEIPT) >= 0;
        }

        boolean failure() {
            return this != NONE && compareTo(WRONG_CHAIN) < 0;
        }
    }

    private final String behind;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    private FaultyNode(String behind, HttpServer server) {
        this.behind = behind;
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static FaultyNode before(String url) throws IOException {
        return new FaultyNode(url, HttpServer.create(loopback(), 0));
    }

    /** The same behind TLS. */
    static FaultyNode before(String url, SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new FaultyNode(url, server);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return "%s://127.0.0.1:%d".formatted(scheme, server.getAddress().getPort());
    }

    void set(Fault next) {
        fault = next;
    }

    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (fault) {
            case TOO_MANY_REQUESTS -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                send(exchange, 429, "slow down");
            }
            case SERVER_ERROR -> send(exchange, 503, "{}");
            case BAD_GATEWAY_PAGE -> send(exchange, 502, "<html>bad gateway</html>");
            case PAGE_INSTEAD_OF_JSON -> send(exchange, 200, "<html>welcome</html>");
            case EMPTY -> send(exchange, 200, "");
            case NO_JSON_RPC -> send(exchange, 200, "{\"ok\":true}");
            case TOO_MANY_REQUESTS_IN_JSON ->
                send(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32005,\"message\":\"limit\"}}");
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", behind);
                send(exchange, 302, "");
            }
            case CUT_OFF -> exchange.close();
            case TRUNCATED -> truncate(exchange, forward(request));
            default ->
                send(exchange, 200, MAPPER.writeValueAsString(altered(request, MAPPER.readTree(forward(request)))));
        }
    }

    private JsonNode altered(String request, JsonNode answer) {
        String method = MAPPER.readTree(request).path("method").asString("");
        ObjectNode object = (ObjectNode) answer;
        if (fault == Fault.WRONG_CHAIN && method.equals("eth_chainId")) {
            object.put("result", "0x1");
        }
        if (fault == Fault.LAGGING && method.equals("eth_blockNumber")) {
            long head = Numeric.toBigInt(answer.get("result").asString()).longValueExact();
            object.put("result", "0x" + Long.toHexString(Math.max(0, head - LAG)));
        }
        if (method.equals("eth_getTransactionReceipt") && answer.path("result").isObject()) {
            lie(object);
        }
        return object;
    }

    private void lie(ObjectNode answer) {
        ObjectNode receipt = (ObjectNode) answer.get("result");
        switch (fault) {
            case NO_RECEIPT, LAGGING -> answer.putNull("result");
            case WRONG_BLOCK_HASH -> receipt.put("blockHash", "0x" + "ab".repeat(32));
            case MISSING_LOGS -> receipt.putArray("logs");
            case MISSING_LOGS_AND_BLOOM -> {
                receipt.putArray("logs");
                receipt.put("logsBloom", "0x" + "00".repeat(256));
            }
            case WRONG_STATUS -> receipt.put("status", "0x0");
            case FORGED_LOG ->
                ((ObjectNode) ((ArrayNode) receipt.get("logs")).get(0)).put("data", "0x" + "ff".repeat(32));
            default -> {}
        }
    }

    private String forward(String request) throws IOException {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(behind))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void truncate(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putAll(Map.of("Content-Type", java.util.List.of("application/json")));
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
