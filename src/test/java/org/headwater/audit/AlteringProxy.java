// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BinaryOperator;

/** A node or a gateway that lies: the real one's answers, altered. */
final class AlteringProxy implements AutoCloseable {

    private final HttpServer server;
    private final String target;
    private final BinaryOperator<byte[]> alteration;

    /** @param alteration from the question (body, or path of a GET) and the real answer to the answer given */
    AlteringProxy(String target, BinaryOperator<byte[]> alteration) throws IOException {
        this.target = target;
        this.alteration = alteration;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            boolean post = exchange.getRequestMethod().equals("POST");
            HttpResponse<byte[]> real = post ? ServedLoop.ask(target, question) : ServedLoop.get(target + path);
            byte[] given = alteration.apply(post ? question : path.getBytes(StandardCharsets.UTF_8), real.body());
            boolean altered = !Arrays.equals(given, real.body());
            exchange.sendResponseHeaders(altered ? 200 : real.statusCode(), given.length);
            exchange.getResponseBody().write(given);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
