// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
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
import org.web3j.utils.Numeric;

/**
 * JSON-RPC calls to the nodes of one chain, with their errors as exceptions; the methods of the local chain's time are here
 * too.
 */
final class NodeConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeConnection.class);
    private static final Duration CHAIN_CHECK = Duration.ofSeconds(60);

    private final Endpoints endpoints;
    private final ScheduledExecutorService subscriptions =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final Web3j web3j;
    private final long chainId;

    private NodeConnection(Endpoints endpoints, long chainId) {
        this.endpoints = endpoints;
        this.chainId = chainId;
        this.web3j = Web3j.build(endpoints, 1_000, subscriptions);
    }

    /**
     * Connects and checks the chain id of every node that answers.
     *
     * @param answerTimeout how long an answer may take, from the connection to its last byte
     * @throws ChainNotAvailable if no node answers or any serves another chain
     */
    static NodeConnection open(List<String> urls, long expectedId, Duration answerTimeout) {
        return open(Endpoints.at(urls, expectedId, CHAIN_CHECK, answerTimeout), expectedId);
    }

    static NodeConnection open(Endpoints endpoints, long expectedId) {
        var connection = new NodeConnection(endpoints, expectedId);
        try {
            connection.requireNodes();
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void requireNodes() {
        for (Endpoint endpoint : endpoints.all()) {
            try {
                endpoint.head();
            } catch (Endpoint.WrongChain e) {
                throw new ChainNotAvailable("%s: %s".formatted(endpoint.url(), e.getMessage()), e);
            } catch (IOException e) {
                LOG.warn("No answer from {}: {}", endpoint.url(), e.getMessage());
            }
        }
        head();
    }

    /** For each address whether it is asked at present, and its last fault. */
    Endpoints endpoints() {
        return endpoints;
    }

    Web3j web3j() {
        return web3j;
    }

    long chainId() {
        return chainId;
    }

    String url() {
        return endpoints.all().getFirst().url();
    }

    /** The highest head that any node tells. */
    BigInteger head() {
        try {
            return endpoints.head();
        } catch (IOException | RuntimeException e) {
            throw noAnswer("eth_blockNumber", e);
        }
    }

    EthBlock.Block block(DefaultBlockParameter which) {
        return findBlock(which)
                .orElseThrow(() -> new ChainNotAvailable("no block " + which.getValue() + " at " + url()));
    }

    Optional<EthBlock.Block> findBlock(DefaultBlockParameter which) {
        return Optional.ofNullable(send(web3j.ethGetBlockByNumber(which, false)).getBlock());
    }

    Instant time(DefaultBlockParameter which) {
        return Instant.ofEpochSecond(block(which).getTimestamp().longValueExact());
    }

    /** The receipt, from whichever node has it in a block of the chain; empty if none has. */
    Optional<TransactionReceipt> receipt(String hash) {
        Optional<TransactionReceipt> first =
                send(web3j.ethGetTransactionReceipt(hash)).getTransactionReceipt();
        if (first.isPresent() || endpoints.all().size() == 1) {
            return first;
        }
        return endpoints.all().stream()
                .filter(endpoint -> endpoint.pause() == 0)
                .flatMap(endpoint ->
                        quietly(() -> endpoint.web3j()
                                        .ethGetTransactionReceipt(hash)
                                        .send()
                                        .getTransactionReceipt())
                                .stream())
                .findFirst();
    }

    /**
     * The receipt if it is final: as many nodes as are needed hold it in the same block of their chain, at least {@code
     * depth} deep by their own heads, with the same outcome and events.
     */
    Optional<Confirmation> confirmation(String hash, int depth) {
        List<Confirmation> confirmations = endpoints.all().stream()
                .filter(endpoint -> endpoint.pause() == 0)
                .flatMap(endpoint -> quietly(() -> confirmation(endpoint, hash, depth)).stream())
                .toList();
        return confirmations.stream()
                .filter(one -> confirmations.stream().filter(one::agreesWith).count() >= endpoints.needed())
                .findFirst();
    }

    private static Optional<Confirmation> confirmation(Endpoint endpoint, String hash, int depth) throws IOException {
        Optional<TransactionReceipt> found =
                endpoint.web3j().ethGetTransactionReceipt(hash).send().getTransactionReceipt();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TransactionReceipt receipt = found.get();
        EthBlock.@Nullable Block block = endpoint.web3j()
                .ethGetBlockByNumber(DefaultBlockParameter.valueOf(receipt.getBlockNumber()), false)
                .send()
                .getBlock();
        boolean inChain = block != null && block.getHash().equals(receipt.getBlockHash());
        if (!inChain || !LogBloom.fits(receipt) || !receipt.getTransactionHash().equalsIgnoreCase(hash)) {
            LOG.warn("{} contradicts itself on transaction {}", endpoint.url(), hash);
            return Optional.empty();
        }
        if (depth > 1 && endpoint.head().subtract(receipt.getBlockNumber()).longValueExact() + 1 < depth) {
            return Optional.empty();
        }
        return Optional.of(new Confirmation(
                receipt, Instant.ofEpochSecond(block.getTimestamp().longValueExact())));
    }

    /** The number of transactions of a sender that are final for as many nodes as are needed; 0 while too few answer. */
    long finalNonce(String address, int depth) {
        List<Long> counts = endpoints.all().stream()
                .filter(endpoint -> endpoint.pause() == 0)
                .flatMap(endpoint -> quietly(() -> finalNonce(endpoint, address, depth)).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
        return counts.size() < endpoints.needed() ? 0 : counts.get(endpoints.needed() - 1);
    }

    private static Optional<Long> finalNonce(Endpoint endpoint, String address, int depth) throws IOException {
        BigInteger block = endpoint.head().subtract(BigInteger.valueOf(depth - 1L));
        if (block.signum() < 0) {
            return Optional.empty();
        }
        var answer = endpoint.web3j()
                .ethGetTransactionCount(address, DefaultBlockParameter.valueOf(block))
                .send();
        return answer.hasError()
                ? Optional.empty()
                : Optional.of(answer.getTransactionCount().longValueExact());
    }

    /** What one of several nodes says; one that fails says nothing, and is left alone for a while. */
    private static <T> Optional<T> quietly(Callable<Optional<T>> question) {
        try {
            return question.call();
        } catch (Exception e) {
            LOG.debug("a node did not answer", e);
            return Optional.empty();
        }
    }

    long pendingNonce(String address) {
        return nonce(address, DefaultBlockParameterName.PENDING);
    }

    /** The number of transactions of a sender up to a block. */
    long nonce(String address, DefaultBlockParameter block) {
        return send(web3j.ethGetTransactionCount(address, block))
                .getTransactionCount()
                .longValueExact();
    }

    BigInteger balance(String address) {
        return send(web3j.ethGetBalance(address, DefaultBlockParameterName.LATEST))
                .getBalance();
    }

    /** A transaction in a block or in a node's pool, from whichever node has it. */
    Optional<org.web3j.protocol.core.methods.response.Transaction> transaction(String hash) {
        return endpoints.all().stream()
                .filter(endpoint -> endpoint.pause() == 0)
                .flatMap(endpoint ->
                        quietly(() -> endpoint.web3j()
                                        .ethGetTransactionByHash(hash)
                                        .send()
                                        .getTransaction())
                                .stream())
                .findFirst();
    }

    /** The signed bytes of a transaction that a local chain has, if its node shows bytes that have this hash. */
    Optional<byte[]> signedBytes(String hash) {
        return Optional.ofNullable(exchange(new Request<>(
                                "eth_getRawTransactionByHash", List.of(hash), endpoints, BytesAnswer.class))
                        .getResult())
                .map(Numeric::hexStringToByteArray)
                .filter(bytes -> Numeric.toHexString(Hash.sha3(bytes)).equals(hash));
    }

    /**
     * The transaction with which a sender used a nonce, searched by halving between two blocks.
     *
     * @param from a block at which the nonce was not used yet
     * @throws ChainNotAvailable if the nodes keep no state of blocks that old
     */
    Optional<org.web3j.protocol.core.methods.response.Transaction> transaction(
            String sender, long nonce, BigInteger from) {
        BigInteger low = from;
        BigInteger high = head();
        while (low.compareTo(high) < 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (nonce(sender, DefaultBlockParameter.valueOf(middle)) > nonce) {
                high = middle;
            } else {
                low = middle.add(BigInteger.ONE);
            }
        }
        EthBlock.@Nullable Block block = send(web3j.ethGetBlockByNumber(DefaultBlockParameter.valueOf(high), true))
                .getBlock();
        return block == null
                ? Optional.empty()
                : block.getTransactions().stream()
                        .map(result -> (org.web3j.protocol.core.methods.response.Transaction) result.get())
                        .filter(transaction -> transaction.getFrom().equalsIgnoreCase(sender)
                                && transaction.getNonce().longValueExact() == nonce)
                        .findFirst();
    }

    boolean hasCode(String address) {
        return code(address).length() > 2;
    }

    String code(String address) {
        return send(web3j.ethGetCode(address, DefaultBlockParameterName.LATEST)).getCode();
    }

    /** Keccak-256 of the code at the address, 0x and 64 hexadecimal digits. */
    String codeHash(String address) {
        return Hash.sha3(code(address));
    }

    /** The address that a proxy runs (ERC-1967), checksummed; zero if it is none. */
    String implementation(String proxy) {
        String word = send(web3j.ethGetStorageAt(proxy, Anchors.IMPLEMENTATION_SLOT, DefaultBlockParameterName.LATEST))
                .getData();
        return Keys.toChecksumAddress(Numeric.toHexStringWithPrefixZeroPadded(Numeric.toBigInt(word), 40));
    }

    /** The call as it would run in the next block; an error in the answer is the caller's to read. */
    EthCall call(Transaction transaction) {
        return call(transaction, DefaultBlockParameterName.PENDING);
    }

    EthCall call(Transaction transaction, DefaultBlockParameter block) {
        return exchange(web3j.ethCall(transaction, block));
    }

    /** Empty if the contract refuses, has no such function, or is none. */
    Optional<String> answer(String contract, String data) {
        EthCall answer = call(
                Transaction.createEthCallTransaction(Chain.NOBODY, contract, data), DefaultBlockParameterName.LATEST);
        if (answer.hasError() && !RevertReason.isRevert(answer.getError())) {
            throw new ChainNotAvailable("eth_call at %s failed: %s"
                    .formatted(url(), answer.getError().getMessage()));
        }
        return answer.hasError()
                ? Optional.empty()
                : Optional.of(answer.getValue()).filter(value -> value.length() > 2);
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

    /** Offers signed bytes to every node that may be asked; the best answer counts. */
    Delivery broadcast(String signedHex) {
        List<Delivery> deliveries = endpoints.all().stream()
                .filter(endpoint -> endpoint.pause() == 0)
                .flatMap(endpoint -> quietly(() -> broadcast(endpoint, signedHex)).stream())
                .sorted()
                .toList();
        if (deliveries.isEmpty()) {
            throw new ChainNotAvailable("headwater.chain.url: no node took a transaction: " + faults());
        }
        return deliveries.getFirst();
    }

    private static Optional<Delivery> broadcast(Endpoint endpoint, String signedHex) throws IOException {
        var answer = endpoint.web3j().ethSendRawTransaction(signedHex).send();
        if (!answer.hasError()) {
            return Optional.of(Delivery.TAKEN);
        }
        String message = answer.getError().getMessage();
        Delivery delivery = Delivery.of(message);
        if (delivery == Delivery.REFUSED) {
            LOG.warn("{} refused a stored transaction: {}", endpoint.url(), message);
        }
        return Optional.of(delivery);
    }

    private String faults() {
        return endpoints.all().stream()
                .map(endpoint -> "%s: %s".formatted(endpoint.url(), endpoint.lastFailure()))
                .collect(Collectors.joining("; "));
    }

    /** Forgets failures of the past: the nodes are new ones. */
    void reconnected() {
        endpoints.reconnected();
    }

    void setBalance(String address, BigInteger wei) {
        control("anvil_setBalance", address, "0x" + wei.toString(16));
    }

    /** Gives the next block of a local chain a time; if a wallet's block has come later meanwhile, that one's, for time never goes back. */
    Instant setNextBlockTime(Instant time) {
        Instant latest = time(DefaultBlockParameterName.LATEST);
        Instant next = time.isBefore(latest) ? latest : time;
        control("evm_setNextBlockTimestamp", next.getEpochSecond());
        return next;
    }

    void setTime(Instant time) {
        control("evm_setTime", time.getEpochSecond());
    }

    void mine() {
        control("evm_mine");
    }

    private void control(String method, Object... parameters) {
        send(new Request<>(method, List.of(parameters), endpoints, ControlAnswer.class));
    }

    private <T extends Response<?>> T send(Request<?, T> request) {
        T answer = exchange(request);
        if (answer.hasError()) {
            throw new ChainNotAvailable("%s at %s failed: %s"
                    .formatted(request.getMethod(), url(), answer.getError().getMessage()));
        }
        return answer;
    }

    private <T extends Response<?>> T exchange(Request<?, T> request) {
        try {
            return request.send();
        } catch (IOException | RuntimeException e) {
            throw noAnswer(request.getMethod(), e);
        }
    }

    private ChainNotAvailable noAnswer(String method, Exception failure) {
        return new ChainNotAvailable("headwater.chain.url: no answer to %s (%s)".formatted(method, faults()), failure);
    }

    @Override
    public void close() {
        web3j.shutdown();
        subscriptions.shutdownNow();
    }

    private static final class ControlAnswer extends Response<Object> {}

    private static final class BytesAnswer extends Response<String> {}
}
