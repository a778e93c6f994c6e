// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;

class ChainStartTest {

    /** The key of the first public development account. */
    private static final String EVERYBODYS_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    @TempDir
    Path directory;

    @Test
    void wrongChainIdIsRefusedWithSettingValueAndExpectation() {
        String url = EmbeddedParts.get(Chain.class).url();
        assertThatThrownBy(() -> NodeConnection.open(List.of(url), 11155111, Endpoint.ANSWER_TIMEOUT))
                .isInstanceOf(ChainNotAvailable.class)
                .hasMessageContaining("headwater.chain.id")
                .hasMessageContaining("31337")
                .hasMessageContaining("expected 11155111");
    }

    @Test
    void nodeThatDoesNotAnswerIsNamed() {
        assertThatThrownBy(() ->
                        NodeConnection.open(List.of("http://127.0.0.1:1"), Chain.LOCAL_ID, Endpoint.ANSWER_TIMEOUT))
                .isInstanceOf(ChainNotAvailable.class)
                .hasMessageContaining("headwater.chain.url")
                .hasMessageContaining("http://127.0.0.1:1");
    }

    @Test
    void settingOutOfRangeIsNamed() {
        assertThatThrownBy(() -> TestChain.settings(Map.of("chain.finality-depth", "0")))
                .rootCause()
                .hasMessageContaining("headwater.chain.finality-depth: 0");
        assertThatThrownBy(() -> TestChain.settings(Map.of("chain.id", "1")))
                .rootCause()
                .hasMessageContaining("headwater.chain.id: 1");
        assertThatThrownBy(() -> TestChain.settings(Map.of("chain.fee.bump-percent", "9")))
                .rootCause()
                .hasMessageContaining("headwater.chain.fee.bump-percent: 9");
    }

    @Test
    void publicDevelopmentKeyIsRefusedOnAnyButTheLocalChain() {
        Credentials everybodys = Credentials.create(EVERYBODYS_KEY);
        assertThat(everybodys.getAddress()).isEqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
        assertThat(PublicKeys.refuse(everybodys, Chain.LOCAL_ID)).isEqualTo(everybodys);
        assertThatThrownBy(() -> PublicKeys.refuse(everybodys, 11155111))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(everybodys.getAddress())
                .hasMessageContaining("11155111");
        Credentials own = Credentials.create("0x" + "42".repeat(32));
        assertThat(PublicKeys.refuse(own, 11155111)).isEqualTo(own);
    }

    @Test
    void embeddedChainHasNoAccountsWithPublicKeys() throws Exception {
        Chain chain = EmbeddedParts.get(Chain.class);
        assertThat(chain.embedded()).isTrue();
        assertThat(chain.web3j().ethAccounts().send().getAccounts()).isEmpty();
    }

    @Test
    void keyOfAPartyIsKeptInItsOwnersFileOnly() throws IOException {
        var settings = TestChain.settings(Map.of("data-dir", directory.toString()));
        try (var node = NodeConnection.open(
                List.of(EmbeddedParts.get(Chain.class).url()), Chain.LOCAL_ID, Endpoint.ANSWER_TIMEOUT)) {
            String owner = new Keyring(node, settings).of("owner").address();
            Path file = directory.resolve("keys/owner.key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file).content().contains("demonstration");
            assertThat(new Keyring(node, settings).of("owner").address()).isEqualTo(owner);
            assertThat(new Keyring(node, settings).of("payer").address()).isNotEqualTo(owner);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            assertThatThrownBy(() -> new Keyring(node, settings).of("owner"))
                    .rootCause()
                    .hasMessageContaining("0600");
        }
    }

    @Test
    void programWithAnotherHashIsReplacedBeforeItRuns() throws IOException {
        Files.writeString(directory.resolve("anvil"), "#!/bin/sh\n");
        assertThat(Files.size(AnvilBinary.unpackedIn(directory))).isGreaterThan(1_000_000);
    }

    @Test
    void foreignProcessBehindAReusedProcessIdIsLeftAlone() throws Exception {
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(directory.resolve("chain"));
            Files.writeString(directory.resolve("chain/anvil.pid"), Long.toString(foreign.pid()));
            EmbeddedNode.start(directory).close();
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }
}
