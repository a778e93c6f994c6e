// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.headwater.ipfs.LocalServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayReaderTest {

    private static final byte[] CONTENT = CidTest.json300Kib();
    private static final Cid CID = Cid.of(CONTENT);

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/ipfs", "/ipfs/"})
    void readsFromTheGatewayPath(String path) throws IOException {
        try (LocalServer gateway = new LocalServer(request -> new Answer(200, CONTENT))) {
            assertThat(new GatewayReader(URI.create(gateway.address() + path)).read(CID))
                    .isEqualTo(CONTENT);
            assertThat(gateway.requests().getFirst().uri().getPath()).isEqualTo("/ipfs/" + CID);
        }
    }

    @Test
    void otherBytesAreRefused() throws IOException {
        byte[] changed = CONTENT.clone();
        changed[200_000] ^= 1;
        refused(new Answer(200, changed), "hash to");
    }

    @Test
    void tooManyBytesAreRefused() throws IOException {
        refused(new Answer(200, new byte[BlockStore.MAXIMUM_SIZE + 1]), "cannot read");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void anyOtherStatusIsRefused(int status) throws IOException {
        refused(new Answer(status, new byte[0]), "status " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://host/ipfs",
                "http://user@host/ipfs",
                "ipfs",
                "http:///ipfs",
                "http://h/?x=1"
            })
    void addressesThatAreNoGatewayAreRefused(String address) {
        assertThatThrownBy(() -> new GatewayReader(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: an http or https URL");
    }

    private static void refused(Answer answer, String message) throws IOException {
        try (LocalServer gateway = new LocalServer(request -> answer)) {
            assertThatThrownBy(() -> new GatewayReader(URI.create(gateway.address())).read(CID))
                    .isInstanceOf(BlockStoreFailure.class)
                    .hasMessageContaining(message);
        }
    }
}
