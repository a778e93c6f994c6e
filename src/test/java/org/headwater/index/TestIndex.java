// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.headwater.EmbeddedParts;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.protocol.Web3j;

/** The tables of a test, under a chain id of its own in the one database, and indexes that fill them. */
final class TestIndex {

    private static final AtomicLong NEXT_CHAIN = new AtomicLong(900_000);

    private final DataSource dataSource = EmbeddedParts.get(DataSource.class);
    private final JdbcClient database = JdbcClient.create(dataSource);
    private final long chainId = NEXT_CHAIN.getAndIncrement();

    JdbcClient database() {
        return database;
    }

    long chainId() {
        return chainId;
    }

    /** Another index over the same tables. */
    EventIndex of(Web3j web3j, IndexedContract contract, int finalityDepth) {
        var tables = new IndexTables(
                database,
                new JdbcTemplate(dataSource),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                chainId);
        tables.watch(contract);
        return new EventIndex(new ChainEvents(web3j), tables, InstantSource.system(), finalityDepth);
    }

    /** Until a step has nothing to do twice, since a step that meets another indexer's stores nothing either. */
    static void catchUp(EventIndex index, LocalNode node) {
        long head = new ChainEvents(node.web3j()).head().number();
        while (index.step() || index.status(null).indexedUpTo() < head) {
            Thread.onSpinWait();
        }
    }
}
