// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The real controller over the real file store, called without a socket. */
class GatewayTest {

    @TempDir
    Path directory;

    private BlockStore blocks;
    private MockMvc gateway;

    @BeforeEach
    void openGateway() {
        blocks = new EmbeddedBlockStore(directory);
        gateway = MockMvcBuilders.standaloneSetup(new Gateway(blocks)).build();
    }

    @Test
    void documentIsServedAsImmutableJson() throws Exception {
        Cid cid = add("{\"a\":1}");

        gateway.perform(get("/ipfs/" + cid))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/json"))
                .andExpect(content().bytes("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .andExpect(header().string("ETag", "\"" + cid + "\""))
                .andExpect(header().string("Cache-Control", Matchers.containsString("immutable")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
    }

    @Test
    void knownTagNeedsNoBody() throws Exception {
        Cid cid = add("{\"a\":1}");

        gateway.perform(get("/ipfs/" + cid).header("If-None-Match", "\"" + cid + "\""))
                .andExpect(status().isNotModified());
    }

    @Test
    void scriptsInAnImageCannotRun() throws Exception {
        gateway.perform(get("/ipfs/" + add("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>")))
                .andExpect(content().contentType("image/svg+xml"))
                .andExpect(header().string("Content-Security-Policy", Matchers.containsString("sandbox")));
    }

    @Test
    void pageIsServedAsBytesAndNotAsAPage() throws Exception {
        gateway.perform(get("/ipfs/" + add("<html><script>alert(1)</script></html>")))
                .andExpect(content().contentType("application/octet-stream"));
    }

    @Test
    void malformedIdentifierIsABadRequest() throws Exception {
        gateway.perform(get("/ipfs/QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o"))
                .andExpect(status().isBadRequest());
    }

    @Test
    void unknownIdentifierIsNotFound() throws Exception {
        gateway.perform(get("/ipfs/" + Cid.of(new byte[] {9}))).andExpect(status().isNotFound());
    }

    private Cid add(String text) {
        return blocks.add(text.getBytes(StandardCharsets.UTF_8));
    }
}
