// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected identifiers come from the independent implementation ipfs-unixfs-importer 17.1.1 (256 KiB chunks). */
class CidTest {

    private static final String HELLO = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    @Test
    void emptyFileIsOneEmptyLeaf() {
        assertThat(Cid.of(new byte[0]).text()).isEqualTo("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
    }

    @Test
    void smallFileIsOneLeaf() {
        assertThat(Cid.of(utf8("hello world\n")).text())
                .isEqualTo("bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4");
        assertThat(Cid.of(utf8("hello world")).text()).isEqualTo(HELLO);
    }

    @Test
    void fourChunksHangBelowOneNode() {
        assertThat(Cid.of(new byte[1024 * 1024]).text())
                .isEqualTo("bafybeiggzq4ryi7hscq5hzvzcnk4urnxt3asp37dhgvnjilf7exskximla");
    }

    @Test
    void lastChunkMayBeShorter() {
        assertThat(Cid.of(json300Kib()).text())
                .isEqualTo("bafybeif67cltqejyosypywohssmtpwcgc6fszwilq7o45y7qcutwhhrzoq");
    }

    @Test
    void textReadsBackToCodecAndDigest() {
        Cid cid = Cid.parse(HELLO);

        assertThat(cid.codec()).isEqualTo(Cid.Codec.RAW);
        assertThat(cid.digestHex()).isEqualTo("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
        assertThat(cid.matches(utf8("hello world"))).isTrue();
        assertThat(cid.matches(utf8("hello World"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o",
                "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5f",
                "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n51",
                "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e/..",
                "../../../../../../../../../../../../../../../../etc/passwd",
                "bafireifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
            })
    void anythingButTheCanonicalTextIsRefused(String text) {
        assertThatThrownBy(() -> Cid.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: CIDv1");
    }

    @Test
    void upperCaseIsRefused() {
        assertThatThrownBy(() -> Cid.parse(HELLO.toUpperCase(Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] json300Kib() {
        String start = "{\"name\":\"hypercert\",\"pad\":\"";
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; text.length() < 307_198; i++) {
            text.append(String.format(Locale.ROOT, "%08d", i));
        }
        text.setLength(307_198);
        return utf8(text.append("\"}").toString());
    }
}
