// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.headwater.ipfs.LocalServer.Answer;
import org.headwater.ipfs.LocalServer.Request;

/** A server that speaks as much of Kubo's RPC API as the client uses, and loses and changes blocks when it is told to. */
final class LocalNode implements AutoCloseable {

    private final Map<Cid, byte[]> blocks = new ConcurrentHashMap<>();
    private final Set<Cid> pins = ConcurrentHashMap.newKeySet();
    private final int port;
    private LocalServer server;

    LocalNode() throws IOException {
        server = new LocalServer(this::answer);
        port = Integer.parseInt(server.address().substring(server.address().lastIndexOf(':') + 1));
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** From now on connections are refused. */
    void stop() {
        server.close();
    }

    /** Answers again, at the same address and with what it had. */
    void startAgain() throws IOException {
        server = new LocalServer(port, this::answer);
    }

    boolean holds(Cid cid) {
        return pins.contains(cid)
                && new UnixFsReader(part -> Optional.ofNullable(blocks.get(part)))
                        .read(cid)
                        .map(Cid::of)
                        .filter(cid::equals)
                        .isPresent();
    }

    /** Loses the file and its pin, as after a garbage collection or on a fresh disk. */
    void lose(Cid cid) {
        pins.remove(cid);
        blocks.remove(cid);
    }

    void change(Cid block, UnaryOperator<byte[]> change) {
        blocks.computeIfPresent(block, (cid, bytes) -> change.apply(bytes));
    }

    private Answer answer(Request request) {
        String query = String.valueOf(request.uri().getQuery());
        String argument = query.replaceAll("^(.*&)?arg=", "");
        return switch (request.uri().getPath()) {
            case "/api/v0/add" -> add(file(request));
            case "/api/v0/pin/ls" -> pinned(Cid.parse(argument));
            case "/api/v0/block/get" -> block(Cid.parse(argument));
            default -> new Answer(404, new byte[0]);
        };
    }

    private Answer add(byte[] file) {
        Cid cid = UnixFs.split(file, block -> blocks.put(block.cid(), block.bytes()));
        pins.add(cid);
        return new Answer(200, utf8("{\"Name\":\"file\",\"Hash\":\"" + cid + "\"}\n"));
    }

    private Answer pinned(Cid cid) {
        return pins.contains(cid)
                ? new Answer(200, utf8("{\"Keys\":{\"" + cid + "\":{\"Type\":\"recursive\"}}}"))
                : new Answer(
                        500, utf8("{\"Message\":\"path '" + cid + "' is not pinned\",\"Code\":0,\"Type\":\"error\"}"));
    }

    private Answer block(Cid cid) {
        byte[] block = blocks.get(cid);
        return block == null
                ? new Answer(500, utf8("{\"Message\":\"block was not found locally (offline): ipld: could not find\"}"))
                : new Answer(200, block);
    }

    private static byte[] file(Request request) {
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        int start = body.indexOf("\r\n\r\n") + 4;
        return body.substring(start, body.lastIndexOf("\r\n--", body.length() - 5))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
