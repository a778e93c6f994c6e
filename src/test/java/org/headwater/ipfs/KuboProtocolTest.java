// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.headwater.ipfs.LocalServer.Answer;
import org.headwater.ipfs.LocalServer.Request;
import org.junit.jupiter.api.Test;

/**
 * What the client sends and how it takes answers, against a small local server that speaks as the RPC reference says.
 * A protocol test only: Kubo itself is not tried here.
 */
class KuboProtocolTest {

    private static final byte[] CONTENT = utf8("hello world");
    private static final Cid CID = Cid.of(CONTENT);

    @Test
    void addSendsEveryOptionThatChangesTheIdentifier() throws IOException {
        try (LocalServer node = answering(200, "{\"Name\":\"file\",\"Hash\":\"" + CID + "\",\"Size\":\"11\"}\n")) {
            assertThat(new Kubo(node.address()).add(CONTENT)).isEqualTo(CID);

            Request request = node.requests().getFirst();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri().getPath()).isEqualTo("/api/v0/add");
            assertThat(request.uri().getQuery().split("&"))
                    .contains("cid-version=1", "raw-leaves=true", "chunker=size-262144", "hash=sha2-256", "pin=true");
            assertThat(request.contentType()).startsWith("multipart/form-data; boundary=");
            assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains("\r\n\r\nhello world\r\n--");
        }
    }

    @Test
    void addTakesTheLastLineAsTheRoot() throws IOException {
        String lines = "{\"Name\":\"part\",\"Hash\":\"other\"}\n{\"Name\":\"file\",\"Hash\":\"" + CID + "\"}\n";
        try (LocalServer node = answering(200, lines)) {
            assertThat(new Kubo(node.address()).add(CONTENT)).isEqualTo(CID);
        }
    }

    @Test
    void anotherIdentifierIsRefused() throws IOException {
        Cid other = Cid.of(utf8("something else"));
        try (LocalServer node = answering(200, "{\"Hash\":\"" + other + "\"}")) {
            assertThatThrownBy(() -> new Kubo(node.address()).add(CONTENT))
                    .isInstanceOf(BlockStoreFailure.class)
                    .hasMessageContaining(other.text())
                    .hasMessageContaining(CID.text());
        }
    }

    @Test
    void errorOfTheNodeIsPassedOn() throws IOException {
        try (LocalServer node = answering(500, "{\"Message\":\"disk full\",\"Code\":0,\"Type\":\"error\"}")) {
            assertThatThrownBy(() -> new Kubo(node.address()).add(CONTENT))
                    .isInstanceOf(BlockStoreFailure.class)
                    .hasMessageContaining("disk full");
        }
    }

    @Test
    void readHashesTheBytesAgain() throws IOException {
        try (LocalServer honest = answering(200, "hello world");
                LocalServer lying = answering(200, "hello w0rld")) {
            assertThat(new Kubo(honest.address()).read(CID))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(CONTENT));
            assertThat(honest.requests().getFirst().uri().getQuery()).contains("offline=true");
            assertThatThrownBy(() -> new Kubo(lying.address()).read(CID))
                    .isInstanceOf(BlockStoreFailure.class)
                    .hasMessageContaining("do not hash");
        }
    }

    @Test
    void blockThatTheNodeDoesNotHaveIsAbsent() throws IOException {
        String message = "{\"Message\":\"block was not found locally (offline): ipld: could not find " + CID + "\"}";
        try (LocalServer node = answering(500, message)) {
            assertThat(new Kubo(node.address()).read(CID)).isEmpty();
            assertThat(new Kubo(node.address()).pinState(CID)).isEqualTo(PinState.ABSENT);
        }
    }

    @Test
    void pinStateFollowsThePinList() throws IOException {
        try (LocalServer pinned = answering(200, "{\"Keys\":{\"" + CID + "\":{\"Type\":\"recursive\"}}}");
                LocalServer present =
                        new LocalServer(request -> request.uri().getPath().endsWith("/pin/ls")
                                ? new Answer(500, utf8("{\"Message\":\"path is not pinned\"}"))
                                : new Answer(200, CONTENT))) {
            assertThat(new Kubo(pinned.address()).pinState(CID)).isEqualTo(PinState.PINNED);
            assertThat(new Kubo(present.address()).pinState(CID)).isEqualTo(PinState.PRESENT);
        }
    }

    @Test
    void silentNodeIsNamed() throws IOException {
        LocalServer gone = answering(200, "");
        gone.close();

        assertThatThrownBy(() -> new Kubo(gone.address()).add(CONTENT))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining(gone.address());
    }

    private static LocalServer answering(int status, String body) throws IOException {
        Function<Request, Answer> answers = request -> new Answer(status, utf8(body));
        return new LocalServer(answers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
