// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node whose connections go wrong below HTTP. */
final class StallingNode implements AutoCloseable {

    /** What goes wrong. */
    enum Fault {
        /** It accepts the connection and the request, and sends nothing. */
        SILENT,
        /** It answers rightly, a byte at a time, and would need hours. */
        DRIPPING,
        /** It sends the head of an answer and nothing more. */
        SILENT_AFTER_THE_HEAD,
        /** It closes its half of the connection once it has the request. */
        HALF_CLOSED,
        /** It resets the connection. */
        RESET,
        /** It never stops answering. */
        ENDLESS
    }

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";

    private final Fault fault;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    StallingNode(Fault fault) throws IOException {
        this.fault = fault;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            socket.getInputStream().read(new byte[8_192]);
            OutputStream out = socket.getOutputStream();
            switch (fault) {
                case SILENT -> {}
                case SILENT_AFTER_THE_HEAD -> write(out, HEAD.formatted(100));
                case HALF_CLOSED -> socket.shutdownOutput();
                case RESET -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                case DRIPPING -> {
                    write(out, HEAD.formatted(1_000_000));
                    while (true) {
                        write(out, " ");
                        Thread.sleep(20);
                    }
                }
                case ENDLESS -> {
                    write(out, HEAD.formatted(Long.MAX_VALUE));
                    String much = " ".repeat(1 << 16);
                    while (true) {
                        write(out, much);
                    }
                }
            }
        } catch (IOException e) {
            open.remove(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
