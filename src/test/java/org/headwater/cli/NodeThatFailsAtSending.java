// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Passes everything on to a node, but fails when a transaction is sent. */
final class NodeThatFailsAtSending implements AutoCloseable {

    /** Whether the node gets the transaction nevertheless. */
    enum Failure {
        LOSES_THE_TRANSACTION,
        LOSES_THE_ANSWER
    }

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI node;
    private final Failure failure;

    private NodeThatFailsAtSending(HttpServer server, URI node, Failure failure) {
        this.server = server;
        this.node = node;
        this.failure = failure;
    }

    static NodeThatFailsAtSending before(String node, Failure failure) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var failing = new NodeThatFailsAtSending(server, URI.create(node), failure);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", failing::answer);
        server.start();
        return failing;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            boolean sending = new String(question, StandardCharsets.UTF_8).contains("eth_sendRawTransaction");
            byte[] answer = sending && failure == Failure.LOSES_THE_TRANSACTION ? new byte[0] : passedOn(question);
            if (sending) {
                exchange.sendResponseHeaders(502, -1);
            } else {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private byte[] passedOn(byte[] question) throws IOException {
        try {
            return client.send(
                            HttpRequest.newBuilder(node)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
