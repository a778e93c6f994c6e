// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;

/** A chain that is not the local one: blocks come when they come, and the only key is the operator's. */
class PublicChainTest {

    private static final long ID = 4242;
    private static final int PORT_TRIES = 100;
    private static final String SOMEBODY = "0x00000000000000000000000000000000000000aA";

    @TempDir
    static Path directory;

    private static Process anvil;
    private static String url;
    private static ChainSettings settings;

    @BeforeAll
    static void startChain() throws Exception {
        Path log = directory.resolve("anvil.log");
        anvil = new ProcessBuilder(
                        AnvilBinary.unpackedIn(directory).toString(),
                        "--port=0",
                        "--chain-id=" + ID,
                        "--block-time=1",
                        "--accounts=0",
                        "--cache-path=" + directory.resolve("cache"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        url = "http://" + listeningAddress(log);
        Path password = Files.writeString(directory.resolve("password"), "correct horse");
        String keystore = WalletUtils.generateLightNewWalletFile("correct horse", directory.toFile());
        settings = new ChainSettings(
                directory,
                new ChainSettings.Node(url, ID, 3, Duration.ofSeconds(30), directory.resolve(keystore), password));
        Credentials relay = WalletUtils.loadCredentials(
                "correct horse", directory.resolve(keystore).toFile());
        try (var node = NodeConnection.open(url, ID)) {
            node.setBalance(relay.getAddress(), BigInteger.TEN.pow(18));
        }
    }

    @AfterAll
    static void stopChain() throws InterruptedException {
        anvil.destroy();
        anvil.waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void transactionIsGivenBackOnlyAtFinalityDepth() {
        try (var room = open(settings)) {
            SentTransaction sent = room.transactions().execute(Intent.call("public", Keyring.RELAY, SOMEBODY, "0x"));
            assertThat(room.chain().head())
                    .isGreaterThanOrEqualTo(sent.blockNumber().add(BigInteger.TWO));
            assertThat(room.chain().embedded()).isFalse();
            assertThat(room.transactions().execute(Intent.call("public", Keyring.RELAY, SOMEBODY, "0x")))
                    .isEqualTo(sent);
        }
    }

    @Test
    void transactionThatIsNotFinalInTimeIsPendingAndFinishedByTheNextStart() throws Exception {
        var node = settings.chain();
        var impatient = new ChainSettings(
                directory,
                new ChainSettings.Node(url, ID, 3, Duration.ofMillis(100), node.keystore(), node.keystorePassword()));
        try (var room = open(impatient)) {
            assertThatThrownBy(() -> room.transactions().execute(Intent.call("slow", Keyring.RELAY, SOMEBODY, "0x")))
                    .isInstanceOf(TransactionPending.class);
            assertThat(room.transactions().find("slow")).isEmpty();
        }
        Thread.sleep(4_000);
        try (var room = open(settings)) {
            assertThat(room.transactions().find("slow")).isPresent();
        }
    }

    @Test
    void partiesHaveNoKeysAndTimeIsNotOurs() {
        try (var room = open(settings)) {
            assertThatThrownBy(() -> room.keyring().of("owner"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'owner'");
            assertThat(directory.resolve("keys")).doesNotExist();
            assertThatThrownBy(() -> room.chain().advanceTimeTo(room.chain().time()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static ChainRoom open(ChainSettings settings) {
        return ChainRoom.open(
                settings,
                EmbeddedParts.get(DataSource.class),
                EmbeddedParts.get(JdbcClient.class),
                new TransactionTemplate(EmbeddedParts.get(PlatformTransactionManager.class)),
                InstantSource.system());
    }

    private static String listeningAddress(Path log) throws Exception {
        for (int i = 0; i < PORT_TRIES; i++) {
            String text = Files.readString(log);
            if (text.contains("Listening on ")) {
                return text.substring(text.indexOf("Listening on ") + 13).strip();
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("anvil did not start: " + Files.readString(log));
    }
}
