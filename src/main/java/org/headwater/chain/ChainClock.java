// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.protocol.core.DefaultBlockParameterName;

/**
 * Time on the local chain: the clock on the wall plus an offset that only grows. Each transaction's block gets its time
 * from here, so that it is known, and stored, before the transaction is sent.
 */
final class ChainClock {

    private final NodeConnection node;
    private final JdbcClient database;
    private final InstantSource wall;

    ChainClock(NodeConnection node, JdbcClient database, InstantSource wall) {
        this.node = node;
        this.database = database;
        this.wall = wall;
    }

    /** The time of the next block: never before the latest one. */
    Instant next() {
        Instant shifted = wall.instant().plus(offset()).truncatedTo(ChronoUnit.SECONDS);
        Instant latest = node.time(DefaultBlockParameterName.LATEST);
        return shifted.isBefore(latest) ? latest : shifted;
    }

    /** Sets the node's own clock, which restarts with the node, for calls that mine no block. */
    void restore() {
        node.setTime(next());
    }

    /** Does nothing when the chain is there already. */
    void advanceTo(Instant target) {
        Instant time = target.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
        if (!time.isAfter(next())) {
            return;
        }
        storeOffset(Duration.between(wall.instant(), time).plusSeconds(1));
        node.setTime(time);
        node.setNextBlockTime(time);
        node.mine();
    }

    private Duration offset() {
        return database.sql("select offset_seconds from chain_clock where chain_id = ?")
                .param(node.chainId())
                .query(Long.class)
                .optional()
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    private void storeOffset(Duration offset) {
        database.sql("""
            insert into chain_clock (chain_id, offset_seconds) values (?, ?)
            on conflict (chain_id) do update
            set offset_seconds = greatest(chain_clock.offset_seconds, excluded.offset_seconds)
            """)
                .params(node.chainId(), Math.max(0, offset.toSeconds()))
                .update();
    }
}
