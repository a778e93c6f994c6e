// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.headwater.ChildProcess;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.utils.Numeric;

/** One data directory through everything that can happen to it, in this order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecoveryTest {

    /** Creation code of a contract whose code is the time of its block. */
    private static final String CODE_IS_BLOCK_TIME = "0x425f5260205ff3";

    private static final int WANTED = 40;

    @TempDir
    static Path directory;

    @Test
    @Order(1)
    void serviceKilledBetweenTransactionsLosesNoneAndRepeatsNone() throws Exception {
        List<String> printed = new ArrayList<>();
        try (var child = ChildProcess.start(Sender.class, directory.toString())) {
            for (int i = 0; i < 5; i++) {
                printed.add(child.next("sent "));
            }
            child.kill();
            child.rest().stream()
                    .filter(line -> line.startsWith("sent "))
                    .forEach(line -> printed.add(line.substring(5)));
        }
        assertThat(printed).hasSizeLessThan(WANTED);
        try (var parts = start()) {
            List<String> all = executeAll(parts);
            assertThat(all).startsWith(printed.toArray(String[]::new)).doesNotHaveDuplicates();
            assertThat(nonce(parts, "clock-maker")).isEqualTo(WANTED);
        }
    }

    @Test
    @Order(2)
    void stateIsKeptOverAnOrdinaryRestart() throws Exception {
        List<SentTransaction> before;
        try (var parts = start()) {
            parts.getBean(Chain.class)
                    .advanceTimeTo(parts.getBean(Chain.class).time().plus(Duration.ofDays(30)));
            execute(parts, "after-a-month");
            before = everything(parts);
        }
        try (var parts = start()) {
            assertThat(everything(parts)).isEqualTo(before);
            assertThat(parts.getBean(Chain.class).time())
                    .isAfterOrEqualTo(before.getLast().blockTime());
        }
    }

    @Test
    @Order(3)
    void lostChainIsRebuiltWithTheSameHashesAddressesAndBlockTimes() throws Exception {
        List<SentTransaction> before;
        List<String> codes;
        try (var parts = start()) {
            String wallets = sendWithWallet(parts, execute(parts, "before-the-wallet"));
            execute(parts, "after-the-wallet");
            before = everything(parts);
            assertThat(hashes(before)).contains(wallets);
            codes = codes(parts, before);
        }
        Files.delete(directory.resolve("chain/state.json"));
        try (var parts = start()) {
            List<SentTransaction> after = everything(parts);
            assertThat(after).extracting(SentTransaction::hash).isEqualTo(hashes(before));
            assertThat(after)
                    .extracting(SentTransaction::contractAddress)
                    .isEqualTo(before.stream()
                            .map(SentTransaction::contractAddress)
                            .toList());
            assertThat(after)
                    .extracting(SentTransaction::blockTime)
                    .isEqualTo(before.stream().map(SentTransaction::blockTime).toList());
            assertThat(codes(parts, after)).isEqualTo(codes);
            assertThat(nonce(parts, "clock-maker")).isEqualTo(WANTED + 3);
        }
    }

    @Test
    @Order(4)
    void nodeKilledWhileServingIsStartedAgainWithNothingMissing() throws Exception {
        try (var parts = start()) {
            execute(parts, "just-before-the-kill");
            List<SentTransaction> before = everything(parts);
            long pid = Long.parseLong(
                    Files.readString(directory.resolve("chain/anvil.pid")).strip());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            ProcessHandle.of(pid)
                    .ifPresent(
                            node -> node.onExit().orTimeout(5, TimeUnit.SECONDS).join());
            assertThatThrownBy(() -> parts.getBean(Chain.class).head()).isInstanceOf(ChainNotAvailable.class);
            awaitNode(parts);
            assertThat(hashes(everything(parts))).isEqualTo(hashes(before));
            assertThat(codes(parts, everything(parts))).isEqualTo(codes(parts, before));
        }
    }

    @Test
    @Order(5)
    void damagedStateFileIsSetAsideAndTheChainRebuilt() throws Exception {
        List<SentTransaction> before;
        try (var parts = start()) {
            before = everything(parts);
        }
        Path state = directory.resolve("chain/state.json");
        Files.write(state, Arrays.copyOf(Files.readAllBytes(state), 1000));
        try (var parts = start()) {
            assertThat(hashes(everything(parts))).isEqualTo(hashes(before));
        }
        assertThat(directory.resolve("chain/state-damaged.json")).exists();
    }

    @Test
    @Order(6)
    void secondServiceOnTheDirectoryIsRefused() {
        try (var parts = start()) {
            assertThat(parts.isRunning()).isTrue();
            assertThatThrownBy(() -> EmbeddedNode.start(directory))
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining("headwater.data-dir")
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    @Order(7)
    void nodeLeftBehindBeforeItsProcessIdWasWrittenIsStoppedToo() throws Exception {
        try (var child = ChildProcess.start(Sender.class, directory.toString())) {
            child.next("sent ");
            child.kill();
        }
        Path file = directory.resolve("chain/anvil.pid");
        Path commandLine = Path.of("/proc", Files.readString(file).strip(), "cmdline");
        assertThat(Files.readString(commandLine)).contains(directory.toString());
        Files.delete(file);
        try (var parts = start()) {
            assertThat(parts.isRunning()).isTrue();
            assertThat(Files.exists(commandLine) ? Files.readString(commandLine) : "")
                    .doesNotContain(directory.toString());
        }
    }

    private static ConfigurableApplicationContext start() {
        return EmbeddedParts.start(directory, Map.of());
    }

    private static List<String> executeAll(ConfigurableApplicationContext parts) {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < WANTED; i++) {
            hashes.add(execute(parts, "clock-" + i).hash());
        }
        return hashes;
    }

    private static SentTransaction execute(ConfigurableApplicationContext parts, String key) {
        return parts.getBean(Transactions.class).execute(Intent.deployment(key, "clock-maker", CODE_IS_BLOCK_TIME));
    }

    /** A call that a party signs with a key that is not here; gives its hash. */
    private static String sendWithWallet(ConfigurableApplicationContext parts, SentTransaction deployment)
            throws Exception {
        Credentials wallet = Credentials.create(Keys.createEcKeyPair());
        WalletCalls wallets = parts.getBean(WalletCalls.class);
        var call = new PartyCall(deployment.deployedAddress(), "0x00", "a call of a contract that does nothing");
        WalletCall prepared = wallets.prepare("wallet", wallet.getAddress(), call);
        RawTransaction raw = RawTransaction.createTransaction(
                prepared.chainId(),
                BigInteger.ZERO,
                BigInteger.valueOf(100_000),
                prepared.to(),
                BigInteger.ZERO,
                prepared.data(),
                BigInteger.ONE,
                BigInteger.TEN.pow(11));
        String hash = parts.getBean(Chain.class)
                .web3j()
                .ethSendRawTransaction(Numeric.toHexString(TransactionEncoder.signMessage(raw, wallet)))
                .send()
                .getTransactionHash();
        assertThat(wallets.follow("wallet", hash, null).orElseThrow().state()).isEqualTo(WalletCall.State.FINAL);
        return hash;
    }

    private static List<SentTransaction> everything(ConfigurableApplicationContext parts) {
        var transactions = parts.getBean(Transactions.class);
        return parts
                .getBean(JdbcClient.class)
                .sql("select intent_key from chain_transaction order by sequence")
                .query(String.class)
                .list()
                .stream()
                .map(key -> transactions.find(key).orElseThrow())
                .toList();
    }

    private static List<String> hashes(List<SentTransaction> sent) {
        return sent.stream().map(SentTransaction::hash).toList();
    }

    private static List<String> codes(ConfigurableApplicationContext parts, List<SentTransaction> sent)
            throws Exception {
        List<String> codes = new ArrayList<>();
        for (SentTransaction transaction : sent) {
            if (transaction.contractAddress() == null) {
                continue;
            }
            codes.add(parts.getBean(Chain.class)
                    .web3j()
                    .ethGetCode(transaction.deployedAddress(), DefaultBlockParameterName.LATEST)
                    .send()
                    .getCode());
        }
        assertThat(codes).allMatch(code -> code.length() == 66);
        return codes;
    }

    private static int nonce(ConfigurableApplicationContext parts, String party) throws Exception {
        return parts.getBean(Chain.class)
                .web3j()
                .ethGetTransactionCount(
                        parts.getBean(Keyring.class).of(party).address(), DefaultBlockParameterName.LATEST)
                .send()
                .getTransactionCount()
                .intValueExact();
    }

    private static void awaitNode(ConfigurableApplicationContext parts) throws InterruptedException {
        var transactions = parts.getBean(Transactions.class);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try {
                if (transactions.find("just-before-the-kill").isPresent()) {
                    return;
                }
            } catch (ChainNotAvailable notYet) {
                Thread.sleep(100);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the node was not started again within 20 s");
    }

    /** The service that is killed. */
    static final class Sender {

        public static void main(String[] arguments) {
            var parts = EmbeddedParts.start(Path.of(arguments[0]), Map.of());
            for (int i = 0; i < WANTED; i++) {
                System.out.println("sent " + execute(parts, "clock-" + i).hash());
            }
        }
    }
}
