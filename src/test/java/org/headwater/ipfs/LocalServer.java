// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A loopback HTTP server for protocol tests: answers as it is told and keeps what it was asked. */
final class LocalServer implements AutoCloseable {

    /** A request as it came in. */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String method, URI uri, String contentType, byte[] body) {}

    /** What to answer. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body, Map<String, String> headers) {

        Answer(int status, byte[] body) {
            this(status, body, Map.of());
        }
    }

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    LocalServer(Function<Request, Answer> answers) throws IOException {
        this(0, answers);
    }

    /** @param port 0 for a free one */
    LocalServer(int port, Function<Request, Answer> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            String contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    contentType,
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            Answer answer = answers.apply(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            try (var body = exchange.getResponseBody()) {
                body.write(answer.body());
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
