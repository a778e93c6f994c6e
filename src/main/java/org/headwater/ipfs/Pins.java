// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox: which files have to be where, and how that stands. Nothing here calls a target. */
final class Pins {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final JdbcClient database;
    private final Collection<String> targets;

    /** @param targets names of the places that have to hold every file; rows of others are left alone and not shown */
    Pins(JdbcClient database, Collection<String> targets) {
        this.database = database;
        this.targets = List.copyOf(targets);
    }

    /** Has the file pinned at every target, unless it already is to be. */
    void enqueue(Cid cid, Instant now) {
        targets.forEach(target ->
                database.sql("""
                    insert into pin (cid, target, queued_at, due_at) values (?, ?, ?, ?)
                    on conflict do nothing
                    """).params(cid.text(), target, utc(now), utc(now)).update());
    }

    /** Has every file of the outbox pinned at targets that have joined since. */
    void enqueueKnownFiles(Instant now) {
        targets.forEach(
                target -> database.sql("""
                    insert into pin (cid, target, queued_at, due_at) select distinct cid, ?, ?, ? from pin
                    on conflict do nothing
                    """).params(target, utc(now), utc(now)).update());
    }

    /** The pins that are due, those that have waited longest first. */
    List<Pin> due(Instant now, int limit) {
        return database.sql("select * from pin where due_at <= :now and target in (:targets) order by due_at, cid limit"
                        + " :limit")
                .param("now", utc(now))
                .param("targets", targets)
                .param("limit", limit)
                .query(Pins::map)
                .list();
    }

    /** How the file stands at each target; empty if it is in no outbox. */
    List<Pin> of(Cid cid) {
        return of(List.of(cid));
    }

    /** How the files stand, ordered by file and target. */
    List<Pin> of(Collection<Cid> cids) {
        return database.sql("select * from pin where cid in (:cids) and target in (:targets) order by cid, target")
                .param("cids", cids.stream().map(Cid::text).toList())
                .param("targets", targets)
                .query(Pins::map)
                .list();
    }

    /** The newest pins, those in trouble first. */
    List<Pin> newest(int limit) {
        return database.sql("""
            select * from pin where target in (:targets)
            order by state in ('LOST', 'FAILED') desc, queued_at desc, cid, target limit :limit
            """)
                .param("targets", targets)
                .param("limit", limit)
                .query(Pins::map)
                .list();
    }

    /** Notes that the target accepted the file; what was read back already stays verified. */
    void pinned(Cid cid, String target, Instant now) {
        database.sql("""
            update pin set state = 'PINNED', reason = null, pinned_at = ?
            where cid = ? and target = ? and state <> 'VERIFIED'
            """).params(utc(now), cid.text(), target).update();
    }

    /** @param next when to read it again */
    void verified(Pin pin, Instant now, Instant next) {
        database.sql("""
            update pin set state = 'VERIFIED', reason = null, attempts = 0, verified_at = ?, due_at = ?,
                pinned_at = coalesce(pinned_at, ?)
            where cid = ? and target = ?
            """)
                .params(utc(now), utc(next), utc(now), pin.cid().text(), pin.target())
                .update();
    }

    void lost(Pin pin, String reason) {
        database.sql("update pin set state = 'LOST', reason = ? where cid = ? and target = ?")
                .params(reason, pin.cid().text(), pin.target())
                .update();
    }

    /** The next attempt follows after 5 s, and after twice as long each time that it fails again, up to 2 minutes. */
    void failed(Pin pin, String reason, Instant now) {
        database.sql("""
            update pin set state = 'FAILED', reason = ?, attempts = ?, due_at = ? where cid = ? and target = ?
            """)
                .params(
                        reason,
                        pin.attempts() + 1,
                        utc(now.plus(pause(pin.attempts()))),
                        pin.cid().text(),
                        pin.target())
                .update();
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static Pin map(ResultSet row, int number) throws SQLException {
        return new Pin(
                Cid.parse(row.getString("cid")),
                row.getString("target"),
                Pin.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInt("attempts"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row, "pinned_at"),
                instant(row, "verified_at"),
                row.getObject("due_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
