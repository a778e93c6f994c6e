// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The index in PostgreSQL. Rows, blocks and the marks of how far each contract is indexed change together or not at all; a
 * second process that indexes the same chain finds the marks moved and changes nothing.
 */
final class IndexTables {

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TransactionTemplate inTransaction;
    private final long chainId;

    IndexTables(JdbcClient database, JdbcTemplate batches, TransactionTemplate inTransaction, long chainId) {
        this.database = database;
        this.batches = batches;
        this.inTransaction = inTransaction;
        this.chainId = chainId;
    }

    /** The contracts that are indexed, the one least far first. */
    List<IndexedContract> contracts() {
        return database.sql("""
            select address, kind, from_block, next_block from index_contract
            where chain_id = ? order by next_block, address\
            """).param(chainId).query(IndexTables::contract).list();
    }

    /** Indexes the contract from its first block on; one that is known already stays where it is. */
    void watch(IndexedContract contract) {
        database.sql("""
            insert into index_contract (chain_id, address, kind, from_block, next_block)
            values (?, ?, ?, ?, ?) on conflict do nothing\
            """)
                .params(chainId, contract.address(), contract.kind().name(), contract.fromBlock(), contract.nextBlock())
                .update();
    }

    /** The newest block that was read. */
    Optional<BlockHeader> newestBlock() {
        return database.sql("""
            select number, hash, parent_hash from index_block where chain_id = ? order by number desc limit 1\
            """).param(chainId).query(IndexTables::header).optional();
    }

    /** The blocks that were read and are remembered, from {@code number} downwards. */
    List<BlockHeader> blocksUpTo(long number) {
        return database.sql("""
            select number, hash, parent_hash from index_block
            where chain_id = ? and number <= ? order by number desc\
            """)
                .params(chainId, number)
                .query(IndexTables::header)
                .list();
    }

    /**
     * Stores what the blocks from {@code from} to the last of {@code blocks} hold.
     *
     * @param contracts those that were read; all of them were indexed up to {@code from}, exclusive
     * @param rows what was found, of new contracts as well
     * @return whether it was stored; false if another process has moved the marks meanwhile
     */
    boolean append(List<IndexedContract> contracts, long from, List<BlockHeader> blocks, EventRows rows) {
        return Boolean.TRUE.equals(inTransaction.execute(status -> {
            long next = blocks.getLast().number() + 1;
            if (!contracts.stream().allMatch(contract -> advance(contract, from, next))) {
                status.setRollbackOnly();
                return false;
            }
            rows.found()
                    .forEach(contract -> watch(
                            new IndexedContract(contract.address(), contract.kind(), contract.fromBlock(), next)));
            insert(blocks);
            insertTimes(rows.times());
            insertRows(rows.all());
            forgetBlocksBefore(next - EventIndex.REMEMBERED_BLOCKS);
            return true;
        }));
    }

    /** Takes back everything after the block {@code ancestor}, which the chain still has; −1 for everything. */
    void rollBack(long ancestor, long depth, Instant now) {
        inTransaction.executeWithoutResult(status -> {
            deleteAfter(ancestor);
            database.sql("insert into index_reorganisation (chain_id, depth, ancestor, found_at) values (?, ?, ?, ?)")
                    .params(chainId, depth, ancestor, Timestamp.from(now))
                    .update();
        });
    }

    /** Forgets all events and begins again at each contract's first block. */
    void clear() {
        inTransaction.executeWithoutResult(status -> deleteAfter(-1));
    }

    /** The units of a fraction as far as they are stored. */
    BigDecimal units(String contract, BigDecimal claim, BigDecimal fraction) {
        return database.sql("""
            select coalesce(sum(case when to_token = :fraction then units else -units end), 0) from index_unit_transfer
            where chain_id = :chain and contract = :contract and claim_id = :claim
                and :fraction in (from_token, to_token)\
            """)
                .param("chain", chainId)
                .param("contract", contract)
                .param("claim", claim)
                .param("fraction", fraction)
                .query(BigDecimal.class)
                .single();
    }

    long reorganisations() {
        return database.sql("select count(*) from index_reorganisation where chain_id = ?")
                .param(chainId)
                .query(Long.class)
                .single();
    }

    /** The number of rows of all events. */
    long rows() {
        return Arrays.stream(EventTable.values())
                .mapToLong(table -> database.sql(table.count())
                        .param(chainId)
                        .query(Long.class)
                        .single())
                .sum();
    }

    /** The update locks the mark, so that two processes meet here and one of them finds it moved. */
    private boolean advance(IndexedContract contract, long from, long next) {
        return database.sql("update index_contract set next_block = ? where chain_id = ? and address = ? and"
                                + " next_block = ?")
                        .params(next, chainId, contract.address(), from)
                        .update()
                == 1;
    }

    private void insert(List<BlockHeader> blocks) {
        batches.batchUpdate(
                "insert into index_block (chain_id, number, hash, parent_hash) values (?, ?, ?, ?) on conflict do"
                        + " nothing",
                blocks.stream()
                        .map(block -> new Object[] {chainId, block.number(), block.hash(), block.parentHash()})
                        .toList());
    }

    private void insertTimes(Map<Long, Instant> times) {
        batches.batchUpdate(
                "insert into index_block_time (chain_id, number, happened_at) values (?, ?, ?) on conflict do nothing",
                times.entrySet().stream()
                        .map(time -> new Object[] {chainId, time.getKey(), Timestamp.from(time.getValue())})
                        .toList());
    }

    private void insertRows(List<EventRow> rows) {
        Map<EventTable, List<Object[]>> byTable = new EnumMap<>(EventTable.class);
        rows.forEach(row ->
                byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(columns(row)));
        byTable.forEach((table, values) -> batches.batchUpdate(table.insertion(), values));
    }

    private Object[] columns(EventRow row) {
        return Stream.concat(
                        Stream.of(
                                chainId, row.block(), row.logIndex(), row.ordinal(), row.transaction(), row.contract()),
                        row.values().stream())
                .toArray();
    }

    private void forgetBlocksBefore(long number) {
        database.sql("delete from index_block where chain_id = ? and number < ?")
                .params(chainId, number)
                .update();
    }

    private void deleteAfter(long block) {
        for (EventTable table : EventTable.values()) {
            database.sql(table.deletionAfterBlock()).params(chainId, block).update();
        }
        for (String blocks : List.of("index_block", "index_block_time")) {
            database.sql("delete from " + blocks + " where chain_id = ? and number > ?")
                    .params(chainId, block)
                    .update();
        }
        database.sql("delete from index_contract where chain_id = ? and from_block > ? and kind = ?")
                .params(chainId, block, ContractKind.PERFORMANCE_CONTRACT.name())
                .update();
        database.sql("""
            update index_contract set next_block = greatest(from_block, least(next_block, ?)) where chain_id = ?\
            """).params(block + 1, chainId).update();
    }

    private static IndexedContract contract(ResultSet row, int number) throws SQLException {
        return new IndexedContract(
                row.getString("address"),
                ContractKind.valueOf(row.getString("kind")),
                row.getLong("from_block"),
                row.getLong("next_block"));
    }

    private static BlockHeader header(ResultSet row, int number) throws SQLException {
        return new BlockHeader(row.getLong("number"), row.getString("hash"), row.getString("parent_hash"), true);
    }
}
