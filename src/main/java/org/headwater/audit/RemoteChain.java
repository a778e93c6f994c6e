// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.headwater.chain.Anchors;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.MilestoneResolver;
import org.headwater.chain.contract.ObservationResolver;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.chain.contract.SchemaRegistry;
import org.headwater.chain.contract.VerifierRegistry;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.crypto.Hash;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlockNumber;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthChainId;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.EthTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.Contract;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** A chain as it was at one block, read from nodes that nobody has to trust alone. */
public final class RemoteChain implements AutoCloseable {

    private static final ContractGasProvider GAS = new DefaultGasProvider();
    private static final int ADDRESS_DIGITS = 40;
    private static final String NOBODY = "0x0000000000000000000000000000000000000001";

    private final Nodes nodes;
    private final Web3j web3j;
    private final TransactionManager reader;
    private final FutureTask<DefaultBlockParameter> block;
    private final Map<String, Contract> contracts = new ConcurrentHashMap<>();

    private RemoteChain(Nodes nodes) {
        this.nodes = nodes;
        this.web3j = Web3j.build(nodes);
        this.reader = new ReadonlyTransactionManager(web3j, NOBODY);
        this.block = new FutureTask<>(() -> DefaultBlockParameter.valueOf(lowestHead()));
        Thread.ofPlatform().daemon().start(block);
    }

    /**
     * The chain of these nodes, at the newest block that all of them have, which they are asked for at once; what does not
     * answer is told when the block is needed.
     *
     * @param addresses at least one http or https address
     */
    public static RemoteChain at(List<URI> addresses) {
        return new RemoteChain(new Nodes(addresses));
    }

    private BigInteger lowestHead() {
        return Threads.each(
                        nodes.each(), node -> send(Web3j.build(node).ethBlockNumber(), EthBlockNumber::getBlockNumber))
                .stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * Asks for the block at which everything is read, so that nodes with different histories are seen at once.
     *
     * @throws NodesDisagree if they have different blocks of this number
     * @throws NotReachable if a node does not have the block that it called its newest
     */
    void requireOneHistory() {
        send(
                web3j.ethGetBlockByNumber(atBlock(), false),
                answer -> answer.getBlock().getHash());
    }

    /** The number of the block at which everything is read. */
    String block() {
        return new BigInteger(atBlock().getValue().substring(2), 16).toString();
    }

    private DefaultBlockParameter atBlock() {
        return Threads.result(block);
    }

    int nodes() {
        return nodes.count();
    }

    /** The chain id of each node. */
    List<BigInteger> chainIds() {
        return Threads.each(nodes.each(), node -> send(Web3j.build(node).ethChainId(), EthChainId::getChainId));
    }

    /** Keccak-256 of the code at an address. */
    String codeHash(String address) {
        return send(web3j.ethGetCode(address, atBlock()), answer -> Hash.sha3(answer.getCode()));
    }

    /** Whether an address has code, so that it can call other contracts. */
    boolean isContract(String address) {
        return send(
                web3j.ethGetCode(address, atBlock()),
                answer -> !Numeric.cleanHexPrefix(answer.getCode()).isEmpty());
    }

    /** The address that a proxy runs. */
    String implementation(String proxy) {
        return send(web3j.ethGetStorageAt(proxy, Anchors.IMPLEMENTATION_SLOT, atBlock()), answer -> {
            String word = answer.getData();
            return "0x" + word.substring(word.length() - ADDRESS_DIGITS);
        });
    }

    /** The events of one kind, oldest first. */
    List<Log> events(String contract, long fromBlock, Event event, String... indexed) {
        var filter = new EthFilter(DefaultBlockParameter.valueOf(BigInteger.valueOf(fromBlock)), atBlock(), contract);
        filter.addSingleTopic(EventEncoder.encode(event));
        for (String topic : indexed) {
            if (topic.isEmpty()) {
                filter.addNullTopic();
            } else {
                filter.addSingleTopic(topic);
            }
        }
        return send(
                web3j.ethGetLogs(filter),
                answer -> answer.getLogs().stream()
                        .map(result -> (Log) result.get())
                        .sorted(Comparator.comparing(Log::getBlockNumber).thenComparing(Log::getLogIndex))
                        .toList());
    }

    Transaction transaction(String hash) {
        return send(web3j.ethGetTransactionByHash(hash), EthTransaction::getTransaction)
                .orElseThrow(() -> new Untrue(
                        "the nodes show an event of transaction %s, but not the transaction".formatted(hash)));
    }

    TransactionReceipt receipt(String hash) {
        return send(web3j.ethGetTransactionReceipt(hash), EthGetTransactionReceipt::getTransactionReceipt)
                .orElseThrow(() -> new Untrue("transaction %s has no receipt".formatted(hash)));
    }

    Instant time(Log event) {
        return send(
                web3j.ethGetBlockByNumber(DefaultBlockParameter.valueOf(event.getBlockNumber()), false),
                answer -> Instant.ofEpochSecond(answer.getBlock().getTimestamp().longValueExact()));
    }

    EAS eas(String address) {
        return at(address, EAS.class, () -> EAS.load(address, web3j, reader, GAS));
    }

    SchemaRegistry schemaRegistry(String address) {
        return at(address, SchemaRegistry.class, () -> SchemaRegistry.load(address, web3j, reader, GAS));
    }

    PerformanceContractFactory factory(String address) {
        return at(
                address,
                PerformanceContractFactory.class,
                () -> PerformanceContractFactory.load(address, web3j, reader, GAS));
    }

    PerformanceContract performanceContract(String address) {
        return at(address, PerformanceContract.class, () -> PerformanceContract.load(address, web3j, reader, GAS));
    }

    HypercertMinter hypercerts(String address) {
        return at(address, HypercertMinter.class, () -> HypercertMinter.load(address, web3j, reader, GAS));
    }

    VerifierRegistry verifierRegistry(String address) {
        return at(address, VerifierRegistry.class, () -> VerifierRegistry.load(address, web3j, reader, GAS));
    }

    ObservationResolver observationResolver(String address) {
        return at(address, ObservationResolver.class, () -> ObservationResolver.load(address, web3j, reader, GAS));
    }

    MilestoneResolver milestoneResolver(String address) {
        return at(address, MilestoneResolver.class, () -> MilestoneResolver.load(address, web3j, reader, GAS));
    }

    DemonstrationToken token(String address) {
        return at(address, DemonstrationToken.class, () -> DemonstrationToken.load(address, web3j, reader, GAS));
    }

    RevisionResolver revisionResolver(String address) {
        return at(address, RevisionResolver.class, () -> RevisionResolver.load(address, web3j, reader, GAS));
    }

    /** Each is loaded once, since the library makes an HTTP client with its certificates for every one. */
    private <C extends Contract> C at(String address, Class<C> type, Supplier<C> load) {
        return type.cast(contracts.computeIfAbsent(type.getSimpleName() + address, unknown -> {
            C contract = load.get();
            contract.setDefaultBlockParameter(atBlock());
            return contract;
        }));
    }

    <T> T call(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (NotReachable | NodesDisagree e) {
            throw e;
        } catch (Exception e) {
            throw new NotReachable("--rpc: a contract's answer cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link #call}, where the contract itself is in question.
     *
     * @throws Untrue if it refuses, or its answer is not of the expected form
     */
    <T> T ask(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (RefusedByContract e) {
            throw new Untrue(String.valueOf(e.getMessage()));
        } catch (NotReachable | NodesDisagree e) {
            throw e;
        } catch (Exception e) {
            throw new Untrue("its answer cannot be read: " + e.getMessage());
        }
    }

    /** The answer of a contract to call data of this sender, in hex; empty if it refuses or has no such function. */
    Optional<String> answer(String sender, String contract, String data) {
        try {
            String value = send(
                    web3j.ethCall(
                            org.web3j.protocol.core.methods.request.Transaction.createEthCallTransaction(
                                    sender, contract, data),
                            atBlock()),
                    EthCall::getValue);
            return Optional.of(value).filter(answer -> answer.length() > 2);
        } catch (RefusedByContract e) {
            return Optional.empty();
        }
    }

    /** The answer to anybody. */
    Optional<String> answer(String contract, String data) {
        return answer(NOBODY, contract, data);
    }

    /** A node may answer with anything; what cannot be read is no answer. */
    private static <A extends Response<?>, T> T send(Request<?, A> request, Function<A, T> reading) {
        try {
            return reading.apply(request.send());
        } catch (NotReachable | NodesDisagree e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new NotReachable("--rpc: the answer to %s cannot be read: %s".formatted(request.getMethod(), e), e);
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
    }
}
