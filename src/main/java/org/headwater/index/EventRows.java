// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.headwater.chain.contract.HypercertMinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Makes rows of the logs of one step. A contract that a factory among them creates belongs to the watched ones from that log on,
 * so that its first events in the same block are not missed.
 */
final class EventRows {

    private static final Logger LOG = LoggerFactory.getLogger(EventRows.class);
    private static final BigInteger NOBODY = BigInteger.ZERO;

    private final ChainEvents chain;
    private final IndexTables tables;
    private final Map<String, ContractKind> watched = new HashMap<>();
    private final List<IndexedContract> found = new ArrayList<>();
    private final List<EventRow> rows = new ArrayList<>();
    private final Map<Long, Instant> times = new HashMap<>();

    EventRows(ChainEvents chain, IndexTables tables, List<IndexedContract> contracts) {
        this.chain = chain;
        this.tables = tables;
        contracts.forEach(contract -> watched.put(contract.address(), contract.kind()));
    }

    /** @param logs in the order of the chain */
    void add(List<Log> logs) {
        for (int i = 0; i < logs.size(); i++) {
            Log log = logs.get(i);
            ContractKind kind = watched.get(Keys.toChecksumAddress(log.getAddress()));
            if (kind != null) {
                add(kind, log);
                if (kind == ContractKind.PERFORMANCE_CONTRACT) {
                    times.computeIfAbsent(log.getBlockNumber().longValueExact(), _ -> chain.time(log.getBlockHash()));
                }
                if (isBurnOfBatch(log) && !tellsUnits(logs, i + 1)) {
                    addSilentMerge(log);
                }
            }
        }
    }

    /** The contracts that were created by a watched factory. */
    List<IndexedContract> found() {
        return List.copyOf(found);
    }

    List<EventRow> all() {
        return rows;
    }

    /** By their numbers, when the blocks were made in which performance contracts told something. */
    Map<Long, Instant> times() {
        return times;
    }

    private void add(ContractKind kind, Log log) {
        kind.events().stream()
                .filter(event -> event.signature().equals(log.getTopics().getFirst()))
                .flatMap(event -> event.rows(log).stream())
                .forEach(row -> {
                    rows.add(row);
                    watchCreated(row);
                });
    }

    private void watchCreated(EventRow row) {
        if (row.table() == EventTable.PERFORMANCE_CONTRACT) {
            String created = (String) row.values().getFirst();
            if (watched.putIfAbsent(created, ContractKind.PERFORMANCE_CONTRACT) == null) {
                found.add(IndexedContract.fresh(created, ContractKind.PERFORMANCE_CONTRACT, row.block()));
            }
        }
    }

    private static boolean isBurnOfBatch(Log log) {
        return log.getTopics().getFirst().equals(IndexedEvent.TRANSFER_BATCH.signature())
                && new BigInteger(log.getTopics().get(3).substring(2), 16).equals(NOBODY);
    }

    /** Later versions of the contract tell the units in the log that follows. */
    private static boolean tellsUnits(List<Log> logs, int next) {
        if (next >= logs.size()
                || !logs.get(next)
                        .getTransactionHash()
                        .equals(logs.get(next - 1).getTransactionHash())) {
            return false;
        }
        String signature = logs.get(next).getTopics().getFirst();
        return signature.equals(IndexedEvent.BATCH_VALUE_TRANSFER.signature())
                || signature.equals(IndexedEvent.VALUE_TRANSFER.signature());
    }

    private void addSilentMerge(Log log) {
        List<BigInteger> burnt = HypercertMinter.getTransferBatchEventFromLog(log).ids;
        BigInteger target = SilentMerge.target(chain.input(log.getTransactionHash()), burnt)
                .orElseGet(() -> {
                    LOG.warn(
                            "Transaction {} merges fractions in a way that cannot be followed",
                            log.getTransactionHash());
                    return NOBODY;
                });
        String contract = Keys.toChecksumAddress(log.getAddress());
        List<List<Object>> transfers = burnt.stream()
                .map(fraction -> List.<Object>of(
                        new BigDecimal(claimOf(fraction)),
                        new BigDecimal(fraction),
                        new BigDecimal(target),
                        units(contract, fraction)))
                .toList();
        IntStream.range(0, transfers.size())
                .forEach(i -> rows.add(EventRow.of(EventTable.UNIT_TRANSFER, log, i, transfers.get(i))));
    }

    /** What is stored, and what this step has found since. */
    private BigDecimal units(String contract, BigInteger fraction) {
        BigDecimal token = new BigDecimal(fraction);
        BigDecimal claim = new BigDecimal(claimOf(fraction));
        return rows.stream()
                .filter(row -> row.table() == EventTable.UNIT_TRANSFER
                        && row.contract().equals(contract))
                .map(row -> movement(row.values(), token))
                .reduce(tables.units(contract, claim, token), BigDecimal::add);
    }

    private static BigDecimal movement(List<Object> transfer, BigDecimal token) {
        BigDecimal units = (BigDecimal) transfer.get(3);
        if (transfer.get(2).equals(token)) {
            return units;
        }
        return transfer.get(1).equals(token) ? units.negate() : BigDecimal.ZERO;
    }

    private static BigInteger claimOf(BigInteger fraction) {
        return fraction.shiftRight(128).shiftLeft(128);
    }
}
