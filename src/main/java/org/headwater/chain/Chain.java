// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;

/** The chain, for reading. It exists only after unfinished transactions were recovered. */
public final class Chain {

    /** The chain id of a local development chain. */
    public static final long LOCAL_ID = 31337;

    /** Asks where nobody in particular does. */
    static final String NOBODY = "0x0000000000000000000000000000000000000001";

    private final NodeConnection node;
    private final ChainClock clock;
    private final LocalOrder order;
    private final boolean embedded;
    private final int finalityDepth;
    private final BigInteger firstBlock;

    Chain(
            NodeConnection node,
            ChainClock clock,
            LocalOrder order,
            boolean embedded,
            int finalityDepth,
            BigInteger firstBlock) {
        this.node = node;
        this.clock = clock;
        this.order = order;
        this.embedded = embedded;
        this.finalityDepth = finalityDepth;
        this.firstBlock = firstBlock;
    }

    /** The chain id, checked at start. */
    public long chainId() {
        return node.chainId();
    }

    /** Blocks, the one of a transaction included, after which it counts as final; ≥ 1. */
    public int finalityDepth() {
        return finalityDepth;
    }

    /** The first block that may hold an event of the contracts that are used. */
    public BigInteger firstBlock() {
        return firstBlock;
    }

    /** Whether this service started the node itself. */
    public boolean embedded() {
        return embedded;
    }

    /** Whether this is a development chain, where time can be advanced and the parties' keys are ours. */
    public boolean local() {
        return node.chainId() == LOCAL_ID;
    }

    /** The node's JSON-RPC address. */
    public String url() {
        return node.url();
    }

    /** The connection; for reading only, transactions go through {@link Transactions}. */
    public Web3j web3j() {
        return node.web3j();
    }

    /**
     * The answer to a read-only call of a generated wrapper.
     *
     * @throws ChainNotAvailable if the node or the contract does not answer
     */
    public <T> T read(RemoteFunctionCall<T> call) {
        return reads().read(call);
    }

    /** Read-only calls through this connection. */
    public ContractReads reads() {
        return new ContractReads(node);
    }

    /**
     * The answer of a contract to call data, both in hex; empty if it refuses, has no such function, or is no contract.
     *
     * @throws ChainNotAvailable if the node does not answer
     */
    public Optional<String> answer(String contract, String data) {
        return node.answer(contract, data);
    }

    /** For the generated wrappers: reads, and refuses to send. */
    public TransactionManager reader() {
        return new ReadonlyTransactionManager(node.web3j(), NOBODY);
    }

    /** The number of the latest block. */
    public BigInteger head() {
        return node.head();
    }

    /**
     * The timestamp of a block, whole seconds.
     *
     * @throws ChainNotAvailable if there is no such block
     */
    public Instant blockTime(BigInteger number) {
        return node.time(DefaultBlockParameter.valueOf(number));
    }

    /** The time that the next block will have, or on a public chain the time of the latest block. */
    public Instant time() {
        return local() ? clock.next() : node.time(DefaultBlockParameterName.LATEST);
    }

    /** Whether there is a contract at the address. */
    public boolean hasCode(String address) {
        return node.hasCode(address);
    }

    /** Keccak-256 of the code at the address, 0x and 64 hexadecimal digits. */
    public String codeHash(String address) {
        return node.codeHash(address);
    }

    /** The contracts of a deployment with the code that they have now. */
    public Anchors anchors(Deployment deployment) {
        return Anchors.of(deployment, node);
    }

    /** The receipt of a transaction, empty if no block holds it. */
    public Optional<TransactionReceipt> receipt(String hash) {
        return node.receipt(hash);
    }

    /**
     * The events of a contract from a block on, in order.
     *
     * @param topics the hash of the event's signature first, then indexed values; null matches anything
     */
    public List<Log> logs(String contract, BigInteger fromBlock, @Nullable String... topics) {
        var filter =
                new EthFilter(DefaultBlockParameter.valueOf(fromBlock), DefaultBlockParameterName.LATEST, contract);
        for (@Nullable String topic : topics) {
            if (topic == null) {
                filter.addNullTopic();
            } else {
                filter.addSingleTopic(topic);
            }
        }
        return node.logs(filter);
    }

    /** The events of a contract since {@link #firstBlock}. */
    public List<Log> logs(String contract, @Nullable String... topics) {
        return logs(contract, firstBlock, topics);
    }

    /**
     * Lets the local chain's time advance to at least the given moment and mines a block there; the offset is kept for
     * ever. Does nothing when the moment has passed: time never goes back.
     *
     * @throws IllegalStateException on any chain but a local one
     */
    public void advanceTimeTo(Instant moment) {
        if (!local()) {
            throw new IllegalStateException("time cannot be advanced on chain " + chainId());
        }
        order.run(() -> clock.advanceTo(moment));
    }
}
