// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person has to look at, kept until it is over or somebody clears it. */
final class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final JdbcClient database;
    private final InstantSource wall;
    private final long chainId;

    Alarms(JdbcClient database, InstantSource wall, long chainId) {
        this.database = database;
        this.wall = wall;
        this.chainId = chainId;
    }

    enum Kind {
        /** A sender's key signs elsewhere too. */
        KEY_SHARED,
        /** A transaction waits because higher fees would exceed the cap. */
        FEE_CAP,
        /** A sender's money for gas is below the first threshold. */
        BALANCE_LOW,
        /** It is below the second threshold, or a transaction was refused for it. */
        BALANCE_CRITICAL,
        /** Blocks changed that were treated as final; nothing is written to the chain until somebody clears this. */
        DEEP_REORGANISATION,
        /** A transaction cannot be followed. */
        STUCK
    }

    /**
     * One alarm.
     *
     * @param subject what it is about: an address, the key of a transaction, or a block
     */
    record Alarm(Kind kind, String subject, String detail, Instant raisedAt) {}

    void raise(Kind kind, String subject, String detail) {
        int added = database.sql("""
            insert into chain_alarm (chain_id, kind, subject, detail, raised_at) values (?, ?, ?, ?, ?)
            on conflict (chain_id, kind, subject) where cleared_at is null do nothing
            """)
                .params(chainId, kind.name(), subject, detail, Timestamp.from(wall.instant()))
                .update();
        if (added == 1) {
            LOG.error("Alarm {} for {} on chain {}: {}", kind, subject, chainId, detail);
        }
    }

    /** True if there was one. */
    boolean clear(Kind kind, String subject) {
        return database.sql("update chain_alarm set cleared_at = ? where chain_id = ? and kind = ? and subject = ?"
                                + " and cleared_at is null")
                        .params(Timestamp.from(wall.instant()), chainId, kind.name(), subject)
                        .update()
                > 0;
    }

    /** Those that are not cleared, newest first. */
    List<Alarm> raised() {
        return database.sql("select kind, subject, detail, raised_at from chain_alarm where chain_id = ?"
                        + " and cleared_at is null order by raised_at desc, id desc")
                .param(chainId)
                .query((row, number) -> new Alarm(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getString("detail"),
                        row.getTimestamp("raised_at").toInstant()))
                .list();
    }

    boolean raised(Kind kind) {
        return raised().stream().anyMatch(alarm -> alarm.kind() == kind);
    }
}
