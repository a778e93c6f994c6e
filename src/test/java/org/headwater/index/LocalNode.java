// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/** A real node of a test's own, whose accounts sign for anybody and whose blocks can be taken back. */
final class LocalNode implements AutoCloseable {

    private final Process process;
    private final HttpService service;
    private final Web3j web3j;
    private final String url;

    private LocalNode(Process process, String url) {
        this.process = process;
        this.url = url;
        this.service = new HttpService(url);
        this.web3j = Web3j.build(service);
    }

    static LocalNode start(Path directory) throws IOException, InterruptedException {
        Path binary = directory.resolve("anvil");
        Files.copy(LocalNode.class.getResourceAsStream("/embedded/anvil"), binary, StandardCopyOption.REPLACE_EXISTING);
        binary.toFile().setExecutable(true);
        int port = freePort();
        Process process = new ProcessBuilder(
                        binary.toString(),
                        "--silent",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--auto-impersonate",
                        "--gas-limit",
                        "100000000")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("anvil.log").toFile())
                .start();
        LocalNode node = new LocalNode(process, "http://127.0.0.1:" + port);
        node.awaitAnswer();
        return node;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                web3j.ethBlockNumber().send();
                return;
            } catch (IOException e) {
                if (tries == 200) {
                    throw new AssertionError("anvil does not answer", e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    String url() {
        return url;
    }

    Web3j web3j() {
        return web3j;
    }

    List<String> accounts() throws IOException {
        return web3j.ethAccounts().send().getAccounts();
    }

    /** Mines this many blocks with nothing in them. */
    void mine(long blocks) {
        control("anvil_mine", "0x" + Long.toHexString(blocks));
    }

    /** Replaces the newest blocks by as many empty ones. */
    void reorganise(long depth) {
        control("anvil_reorg", depth, List.of());
    }

    String headHash() throws IOException {
        return web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)
                .send()
                .getBlock()
                .getHash();
    }

    /** Lets time pass, and mines a block. */
    void advance(Duration time) {
        control("evm_increaseTime", time.toSeconds());
        mine(1);
    }

    /** Gives an account what it needs to pay for gas. */
    void provide(String account) {
        control("anvil_setBalance", account, "0x" + Long.toHexString(Long.MAX_VALUE));
    }

    /** Takes the newest blocks back and goes on a day later, with other blocks of the same numbers. */
    void shorten(long depth) {
        control("anvil_rollback", depth);
        advance(Duration.ofDays(1));
    }

    /** Sends what any account wants, and waits for its block, which may say that it was reverted. */
    TransactionReceipt attempt(Transaction transaction) throws Exception {
        var sent = web3j.ethSendTransaction(transaction).send();
        if (sent.hasError()) {
            throw new AssertionError(sent.getError().getMessage());
        }
        return await(sent.getTransactionHash());
    }

    /** Sends what any account wants, and waits for its block. */
    TransactionReceipt receipt(Transaction transaction) throws Exception {
        TransactionReceipt receipt = attempt(transaction);
        if (!receipt.isStatusOK()) {
            throw new AssertionError("reverted: " + receipt.getRevertReason());
        }
        return receipt;
    }

    private TransactionReceipt await(String hash) throws IOException, InterruptedException {
        for (int tries = 0; tries < 1_000; tries++) {
            var receipt = web3j.ethGetTransactionReceipt(hash).send().getTransactionReceipt();
            if (receipt.isPresent()) {
                return receipt.get();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("no block holds " + hash);
    }

    private void control(String method, Object... parameters) {
        try {
            Response<?> answer = new Request<>(method, List.of(parameters), service, Answer.class).send();
            if (answer.hasError()) {
                throw new AssertionError(method + ": " + answer.getError().getMessage());
            }
        } catch (IOException e) {
            throw new AssertionError(method, e);
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
        process.destroyForcibly();
    }

    private static final class Answer extends Response<Object> {}
}
