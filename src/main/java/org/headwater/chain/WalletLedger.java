// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls that were prepared for wallets on one chain. Nothing here calls the chain. */
final class WalletLedger {

    /** Who signs, in the place of a party that has a key here. */
    static final String PARTY = "wallet";

    private final JdbcClient database;
    private final InstantSource wall;
    private final long chainId;

    WalletLedger(JdbcClient database, InstantSource wall, long chainId) {
        this.database = database;
        this.wall = wall;
        this.chainId = chainId;
    }

    /**
     * A row of {@code wallet_call}.
     *
     * @param attempt counts from 1, one more each time that it is prepared again after it came to nothing
     * @param sender 0x and 40 lower-case hexadecimal digits
     * @param block of the chain in which no transaction of it can be
     * @param nonce the least that a transaction of it can have
     * @param told whether those who wait for it to be final know, or have nothing to wait for
     */
    record Row(
            String key,
            int attempt,
            String sender,
            PartyCall call,
            Instant preparedAt,
            BigInteger block,
            long nonce,
            @Nullable String announcedHash,
            @Nullable Long announcedNonce,
            boolean told) {

        /** The intent of this attempt, which is never signed here. */
        Intent intent() {
            return Intent.call("%s#%d".formatted(key, attempt), PARTY, call.to(), call.data());
        }

        boolean announced() {
            return announcedHash != null || announcedNonce != null;
        }
    }

    Optional<Row> find(String key) {
        return many("call_key = ?", key).stream().findFirst();
    }

    /** Those of which something may still be heard. */
    List<Row> open() {
        return many("not told and (announced_hash is not null or announced_nonce is not null) order by prepared_at");
    }

    /** Whether there is one of these keys that the wallet has announced and that is not known to have come to an end. */
    boolean anyOpen(String keyPrefix) {
        return open().stream().anyMatch(row -> row.key().startsWith(keyPrefix));
    }

    /** Stores a call; one that was prepared before, and has not been announced since, is replaced. */
    Row prepare(String key, int attempt, String sender, PartyCall call, BigInteger block, long nonce) {
        database.sql("""
            insert into wallet_call
            (chain_id, call_key, attempt, sender, target, data, meaning, prepared_at, prepared_block,
            prepared_nonce)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (chain_id, call_key) do update set
            attempt = excluded.attempt, target = excluded.target, data = excluded.data, meaning = excluded.meaning,
            prepared_at = excluded.prepared_at, prepared_block = excluded.prepared_block,
            prepared_nonce = excluded.prepared_nonce,
            announced_hash = null, announced_nonce = null, told = false
            where wallet_call.attempt < excluded.attempt
            or (wallet_call.announced_hash is null and wallet_call.announced_nonce is null)
            """)
                .params(
                        chainId,
                        key,
                        attempt,
                        sender,
                        call.to(),
                        call.data(),
                        call.meaning(),
                        Timestamp.from(wall.instant()),
                        new BigDecimal(block),
                        nonce)
                .update();
        return find(key).orElseThrow();
    }

    /** What the wallet says that it sent; what it said first stands. */
    Row announce(Row row, @Nullable String hash, @Nullable Long nonce) {
        database.sql("update wallet_call set announced_hash = coalesce(announced_hash, ?), announced_nonce ="
                        + " coalesce(announced_nonce, ?) where chain_id = ? and call_key = ? and attempt = ?")
                .param(hash)
                .param(nonce)
                .param(chainId)
                .param(row.key())
                .param(row.attempt())
                .update();
        return find(row.key()).orElseThrow();
    }

    /** Takes back what the wallet is said to have sent. */
    void forget(Row row) {
        database.sql("update wallet_call set announced_hash = null, announced_nonce = null where chain_id = ? and"
                        + " call_key = ? and attempt = ?")
                .params(chainId, row.key(), row.attempt())
                .update();
    }

    void told(Row row) {
        database.sql("update wallet_call set told = true where chain_id = ? and call_key = ? and attempt = ?")
                .params(chainId, row.key(), row.attempt())
                .update();
    }

    private List<Row> many(String condition, Object... parameters) {
        return database.sql("select * from wallet_call where chain_id = ? and " + condition)
                .param(chainId)
                .params(List.of(parameters))
                .query(WalletLedger::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("call_key"),
                row.getInt("attempt"),
                row.getString("sender"),
                new PartyCall(row.getString("target"), row.getString("data"), row.getString("meaning")),
                row.getTimestamp("prepared_at").toInstant(),
                row.getBigDecimal("prepared_block").toBigIntegerExact(),
                row.getLong("prepared_nonce"),
                row.getString("announced_hash"),
                row.getObject("announced_nonce", Long.class),
                row.getBoolean("told"));
    }
}
