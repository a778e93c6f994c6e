// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/** JSON-RPC calls to the node, with its errors as exceptions; the methods of the local chain's time are here too. */
final class NodeConnection implements AutoCloseable {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final HttpService service;
    private final ScheduledExecutorService subscriptions =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final Web3j web3j;
    private final String url;
    private final long chainId;

    private NodeConnection(String url, long chainId) {
        this.url = url;
        this.chainId = chainId;
        this.service = new HttpService(
                url,
                new OkHttpClient.Builder()
                        .callTimeout(ANSWER_TIMEOUT)
                        .readTimeout(ANSWER_TIMEOUT)
                        .build());
        this.web3j = Web3j.build(service, 1_000, subscriptions);
    }

    /**
     * Connects and checks the chain id.
     *
     * @throws ChainNotAvailable if the node does not answer or serves another chain
     */
    static NodeConnection open(String url, long expectedId) {
        var connection = new NodeConnection(url, expectedId);
        try {
            connection.checkChainId();
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    void checkChainId() {
        BigInteger found = send(web3j.ethChainId()).getChainId();
        if (!found.equals(BigInteger.valueOf(chainId))) {
            throw new ChainNotAvailable(
                    "headwater.chain.id: the node at %s serves chain %s, expected %d".formatted(url, found, chainId));
        }
    }

    Web3j web3j() {
        return web3j;
    }

    long chainId() {
        return chainId;
    }

    String url() {
        return url;
    }

    BigInteger head() {
        return send(web3j.ethBlockNumber()).getBlockNumber();
    }

    EthBlock.Block block(DefaultBlockParameter which) {
        EthBlock.@Nullable Block block =
                send(web3j.ethGetBlockByNumber(which, false)).getBlock();
        if (block == null) {
            throw new ChainNotAvailable("no block " + which.getValue() + " at " + url);
        }
        return block;
    }

    Instant time(DefaultBlockParameter which) {
        return Instant.ofEpochSecond(block(which).getTimestamp().longValueExact());
    }

    Optional<TransactionReceipt> receipt(String hash) {
        return send(web3j.ethGetTransactionReceipt(hash)).getTransactionReceipt();
    }

    BigInteger pendingNonce(String address) {
        return send(web3j.ethGetTransactionCount(address, DefaultBlockParameterName.PENDING))
                .getTransactionCount();
    }

    boolean hasCode(String address) {
        return code(address).length() > 2;
    }

    String code(String address) {
        return send(web3j.ethGetCode(address, DefaultBlockParameterName.LATEST)).getCode();
    }

    /** The call as it would run in the next block; an error in the answer is the caller's to read. */
    EthCall call(Transaction transaction) {
        return exchange(web3j.ethCall(transaction, DefaultBlockParameterName.PENDING));
    }

    BigInteger estimateGas(Transaction transaction) {
        return send(web3j.ethEstimateGas(transaction)).getAmountUsed();
    }

    BigInteger priorityFee() {
        return send(web3j.ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas();
    }

    List<Log> logs(EthFilter filter) {
        return send(web3j.ethGetLogs(filter)).getLogs().stream()
                .map(result -> (Log) result.get())
                .toList();
    }

    /** Sends signed bytes; that the node knows them already is a success. */
    void broadcast(String signedHex) {
        var answer = exchange(web3j.ethSendRawTransaction(signedHex));
        if (answer.hasError() && !alreadyKnown(answer.getError().getMessage())) {
            throw new ChainNotAvailable("the node at %s refused a stored transaction: %s"
                    .formatted(url, answer.getError().getMessage()));
        }
    }

    void setBalance(String address, BigInteger wei) {
        control("anvil_setBalance", address, "0x" + wei.toString(16));
    }

    void setNextBlockTime(Instant time) {
        control("evm_setNextBlockTimestamp", time.getEpochSecond());
    }

    void setTime(Instant time) {
        control("evm_setTime", time.getEpochSecond());
    }

    void mine() {
        control("evm_mine");
    }

    private void control(String method, Object... parameters) {
        send(new Request<>(method, List.of(parameters), service, ControlAnswer.class));
    }

    private <T extends Response<?>> T send(Request<?, T> request) {
        T answer = exchange(request);
        if (answer.hasError()) {
            throw new ChainNotAvailable("%s at %s failed: %s"
                    .formatted(request.getMethod(), url, answer.getError().getMessage()));
        }
        return answer;
    }

    private <T extends Response<?>> T exchange(Request<?, T> request) {
        try {
            return request.send();
        } catch (IOException | RuntimeException e) {
            throw new ChainNotAvailable(
                    "headwater.chain.url: no answer to %s from %s: %s"
                            .formatted(request.getMethod(), url, e.getMessage()),
                    e);
        }
    }

    private static boolean alreadyKnown(String message) {
        String text = message.toLowerCase(java.util.Locale.ROOT);
        return text.contains("already known") || text.contains("already imported") || text.contains("nonce too low");
    }

    @Override
    public void close() {
        web3j.shutdown();
        subscriptions.shutdownNow();
    }

    private static final class ControlAnswer extends Response<Object> {}
}
