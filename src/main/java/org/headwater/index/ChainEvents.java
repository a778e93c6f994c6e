// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;

/** Blocks and events as the node tells them. */
final class ChainEvents {

    /** Public nodes limit how many addresses one question may name. */
    private static final int MOST_ADDRESSES = 200;

    private static final Comparator<Log> IN_ORDER =
            Comparator.comparing(Log::getBlockNumber).thenComparing(Log::getLogIndex);

    private final Web3j web3j;

    ChainEvents(Web3j web3j) {
        this.web3j = web3j;
    }

    /** The newest block that the node has. */
    BlockHeader head() {
        return block(DefaultBlockParameterName.LATEST).orElseThrow(() -> new NoAnswer("the node has no latest block"));
    }

    /** The block of this number; empty if the node has none. */
    Optional<BlockHeader> block(long number) {
        return block(DefaultBlockParameter.valueOf(BigInteger.valueOf(number)));
    }

    private Optional<BlockHeader> block(DefaultBlockParameter which) {
        Optional<EthBlock.Block> block = Optional.ofNullable(
                send(web3j.ethGetBlockByNumber(which, false)).getBlock());
        return block.map(BlockHeader::of);
    }

    /** When the block was made. */
    Instant time(String hash) {
        return Optional.ofNullable(send(web3j.ethGetBlockByHash(hash, false)).getBlock())
                .map(block -> Instant.ofEpochSecond(block.getTimestamp().longValueExact()))
                .orElseThrow(() -> new NoAnswer("the node has an event of block " + hash + ", but not itself"));
    }

    /** The events of exactly this block, whoever tells them. A node that does not have the block refuses (EIP-234). */
    List<Log> of(BlockHeader block, List<IndexedEvent> events) {
        return logs(new EthFilter(block.hash()), events);
    }

    /** The events of these contracts in the blocks {@code from} to {@code to}, both included. */
    List<Log> between(long from, long to, List<String> contracts, List<IndexedEvent> events) {
        List<Log> found = new ArrayList<>();
        for (int first = 0; first < contracts.size(); first += MOST_ADDRESSES) {
            List<String> some = contracts.subList(first, Math.min(contracts.size(), first + MOST_ADDRESSES));
            found.addAll(logs(
                    new EthFilter(
                            DefaultBlockParameter.valueOf(BigInteger.valueOf(from)),
                            DefaultBlockParameter.valueOf(BigInteger.valueOf(to)),
                            some),
                    events));
        }
        return found.stream().sorted(IN_ORDER).toList();
    }

    /** The input of a transaction, hexadecimal. */
    String input(String transaction) {
        return send(web3j.ethGetTransactionByHash(transaction))
                .getTransaction()
                .orElseThrow(
                        () -> new NoAnswer("the node has an event of transaction " + transaction + ", but not itself"))
                .getInput();
    }

    private List<Log> logs(EthFilter filter, List<IndexedEvent> events) {
        filter.addOptionalTopics(
                events.stream().map(IndexedEvent::signature).distinct().toArray(String[]::new));
        EthLog answer = send(web3j.ethGetLogs(filter));
        return answer.getLogs().stream()
                .map(result -> (Log) result.get())
                .sorted(IN_ORDER)
                .toList();
    }

    private static <T extends Response<?>> T send(Request<?, T> request) {
        T answer;
        try {
            answer = request.send();
        } catch (IOException | RuntimeException e) {
            throw new NoAnswer("no answer to %s: %s".formatted(request.getMethod(), e.getMessage()), e);
        }
        if (answer.hasError()) {
            throw new NoAnswer("%s failed: %s"
                    .formatted(request.getMethod(), answer.getError().getMessage()));
        }
        return answer;
    }
}
