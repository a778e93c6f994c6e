// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o",
                "bafkqaddimvwgy3zao5xxe3debi",
                "BAFKREIFZJUT3TE2NHYEKKLSS27NH3K72YSCO7Y32KOAO5EEI66WOF36N5E",
                "..",
            })
    void malformedIdentifierIsRefused(String cid) {
        assertThatThrownBy(() -> gateway.perform(get("/ipfs/{cid}", cid))).hasRootCauseInstanceOf(MalformedCid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-4, 2, 4",
        "bytes=7-, 7, 9",
        "bytes=-3, 7, 9",
        "bytes=8-400, 8, 9",
        "bytes=-400, 0, 9",
    })
    void singleRangeIsAnsweredWithItself(String range, int start, int end) throws Exception {
        gateway.perform(get("/ipfs/" + add("0123456789")).header("Range", range))
                .andExpect(status().isPartialContent())
                .andExpect(header().string("Content-Range", "bytes %d-%d/10".formatted(start, end)))
                .andExpect(content().string("0123456789".substring(start, end + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100"})
    void rangeBeyondTheEndIsNotSatisfiable(String range) throws Exception {
        gateway.perform(get("/ipfs/" + add("0123456789")).header("Range", range))
                .andExpect(status().isRequestedRangeNotSatisfiable())
                .andExpect(header().string("Content-Range", "bytes */10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,4-5", "lines=1-2", "bytes=x", "bytes=5-2"})
    void anyOtherRangeIsAnsweredWithTheWhole(String range) throws Exception {
        gateway.perform(get("/ipfs/" + add("0123456789")).header("Range", range))
                .andExpect(status().isOk())
                .andExpect(header().string("Accept-Ranges", "bytes"))
                .andExpect(content().string("0123456789"));
    }

    @Test
    void rangeOfOtherContentIsAnsweredWithTheWhole() throws Exception {
        Cid cid = add("0123456789");

        gateway.perform(get("/ipfs/" + cid).header("Range", "bytes=0-1").header("If-Range", "\"" + cid + "\""))
                .andExpect(status().isPartialContent());
        gateway.perform(get("/ipfs/" + cid).header("Range", "bytes=0-1").header("If-Range", "\"another\""))
                .andExpect(status().isOk())
                .andExpect(content().string("0123456789"));
    }

    @Test
    void blockIsGivenAsItIs() throws Exception {
        byte[] large = SeededBytes.of(1, UnixFs.CHUNK_SIZE + 1);
        Cid cid = blocks.add(large);
        byte[] root = blocks.block(cid).orElseThrow();

        gateway.perform(get("/ipfs/" + cid).param("format", "raw"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/vnd.ipld.raw"))
                .andExpect(header().string("ETag", "\"" + cid + ".raw\""))
                .andExpect(header().string("Content-Disposition", Matchers.startsWith("attachment")))
                .andExpect(content().bytes(root));
        gateway.perform(get("/ipfs/" + cid).accept("application/vnd.ipld.raw"))
                .andExpect(content().bytes(root));
    }

    @Test
    void archiveHoldsTheFile() throws Exception {
        byte[] large = SeededBytes.of(1, UnixFs.CHUNK_SIZE + 1);
        Cid cid = blocks.add(large);

        for (var request : List.of(
                get("/ipfs/" + cid).param("format", "car").param("dag-scope", "all"),
                get("/ipfs/" + cid).accept("application/vnd.ipld.car"))) {
            MvcResult started = gateway.perform(request).andReturn();
            byte[] archive = gateway.perform(asyncDispatch(started))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType(Car.MEDIA_TYPE))
                    .andReturn()
                    .getResponse()
                    .getContentAsByteArray();
            assertThat(Car.read(new ByteArrayInputStream(archive)).file(cid))
                    .hasValueSatisfying(file -> assertThat(file).isEqualTo(large));
        }
    }

    @Test
    void partOfAnArchiveIsNotGiven() {
        Cid cid = add("words");

        assertThatThrownBy(() -> gateway.perform(
                        get("/ipfs/" + cid).param("format", "car").param("entity-bytes", "0:10")))
                .hasRootCauseMessage("dag-scope is missing and entity-bytes is 0:10; allowed: all or entity, and none");
    }

    @Test
    void unknownFormatIsABadRequest() throws Exception {
        gateway.perform(get("/ipfs/" + add("words")).param("format", "tar")).andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000, image/png",
        "ffd8ffe000104a464946, image/jpeg",
        "49492a0008000000, image/tiff",
        "4d4d002a00000008, image/tiff",
        "49492b000800000010, image/tiff",
        "255044462d312e37, application/pdf",
        "00ff00ff, application/octet-stream",
    })
    void typeIsThatOfTheBytes(String hex, String type) {
        assertThat(MediaTypes.of(HexFormat.of().parseHex(hex))).hasToString(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"year,load\n1990,3.5\n", "year;load\r\n1990;3,5\r\n", "a\tb\n1\t2"})
    void tableIsCsv(String table) {
        assertThat(MediaTypes.of(table.getBytes(StandardCharsets.UTF_8))).isEqualTo(MediaTypes.CSV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>,\n<b>,", "one line, no table", "a,b\nc", "a,b\u0000\nc,d"})
    void otherTextIsBytes(String text) {
        assertThat(MediaTypes.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(MediaType.APPLICATION_OCTET_STREAM);
    }

    @Test
    void unknownIdentifierIsNotFound() throws Exception {
        gateway.perform(get("/ipfs/" + Cid.of(new byte[] {9}))).andExpect(status().isNotFound());
    }

    private Cid add(String text) {
        return blocks.add(text.getBytes(StandardCharsets.UTF_8));
    }
}
