// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** The stored transactions of one chain. Nothing here calls the chain. */
final class TransactionLedger {

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final long chainId;

    TransactionLedger(JdbcClient database, TransactionTemplate transaction, long chainId) {
        this.database = database;
        this.transaction = transaction;
        this.chainId = chainId;
    }

    /** What signing gives: the bytes and their hash. */
    record Signed(String hash, byte[] bytes) {}

    Optional<StoredTransaction> find(String key) {
        return database.sql("select * from chain_transaction where chain_id = ? and intent_key = ?")
                .params(chainId, key)
                .query(TransactionLedger::map)
                .optional();
    }

    /**
     * In one database transaction: locks the sender's nonce, signs with it, stores the bytes. If the key was stored
     * meanwhile, gives that row and uses no nonce.
     *
     * @param lowestNonce the chain's own count, so that a fresh database continues where the chain is
     */
    StoredTransaction store(
            Intent intent,
            String sender,
            long lowestNonce,
            @Nullable Instant blockTime,
            Instant now,
            LongFunction<Signed> signer) {
        StoredTransaction stored = transaction.execute(status -> {
            long nonce = Math.max(lowestNonce, lockNonce(sender));
            Optional<StoredTransaction> present = find(intent.key());
            if (present.isPresent()) {
                return present.get();
            }
            insert(intent, sender, nonce, signer.apply(nonce), blockTime, now);
            database.sql("update chain_nonce set next_nonce = ? where chain_id = ? and address = ?")
                    .params(nonce + 1, chainId, sender)
                    .update();
            return find(intent.key()).orElseThrow();
        });
        return Objects.requireNonNull(stored);
    }

    /** Rows that are not final, oldest first. */
    List<StoredTransaction> unfinished() {
        return database.sql("select * from chain_transaction where chain_id = ? and state = 'SIGNED' order by sequence")
                .param(chainId)
                .query(TransactionLedger::map)
                .list();
    }

    /** The newest row before the given one. */
    Optional<StoredTransaction> before(long sequence) {
        return database.sql("select * from chain_transaction where chain_id = ? and sequence < ? order by sequence desc"
                        + " limit 1")
                .params(chainId, sequence)
                .query(TransactionLedger::map)
                .optional();
    }

    /** All rows after the given one, oldest first. */
    List<StoredTransaction> after(long sequence) {
        return database.sql("select * from chain_transaction where chain_id = ? and sequence > ? order by sequence")
                .params(chainId, sequence)
                .query(TransactionLedger::map)
                .list();
    }

    void finish(StoredTransaction stored, TransactionReceipt receipt, Instant blockTime) {
        var state = receipt.isStatusOK() ? StoredTransaction.State.FINAL : StoredTransaction.State.REVERTED;
        database.sql("""
            update chain_transaction
            set state = ?, block_number = ?, block_hash = ?, block_time = ?, gas_used = ?, contract_address = ?
            where sequence = ?
            """)
                .param(state.name())
                .param(new BigDecimal(receipt.getBlockNumber()))
                .param(receipt.getBlockHash())
                .param(blockTime.atOffset(ZoneOffset.UTC))
                .param(new BigDecimal(receipt.getGasUsed()))
                .param(receipt.getContractAddress())
                .param(stored.sequence())
                .update();
    }

    private long lockNonce(String sender) {
        database.sql("insert into chain_nonce (chain_id, address, next_nonce) values (?, ?, 0) on conflict do nothing")
                .params(chainId, sender)
                .update();
        return database.sql("select next_nonce from chain_nonce where chain_id = ? and address = ? for update")
                .params(chainId, sender)
                .query(Long.class)
                .single();
    }

    private void insert(
            Intent intent, String sender, long nonce, Signed signed, @Nullable Instant blockTime, Instant now) {
        database.sql("""
            insert into chain_transaction
            (chain_id, intent_key, intent_hash, sender, nonce, hash, signed_bytes, signed_at, block_time)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
                .param(chainId)
                .param(intent.key())
                .param(intent.hash())
                .param(sender)
                .param(nonce)
                .param(signed.hash())
                .param(signed.bytes())
                .param(now.atOffset(ZoneOffset.UTC))
                .param(blockTime == null ? null : blockTime.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static StoredTransaction map(ResultSet row, int number) throws SQLException {
        Timestamp blockTime = row.getTimestamp("block_time");
        return new StoredTransaction(
                row.getLong("sequence"),
                row.getString("intent_key"),
                row.getString("intent_hash"),
                row.getString("sender"),
                row.getLong("nonce"),
                row.getString("hash"),
                row.getBytes("signed_bytes"),
                blockTime == null ? null : blockTime.toInstant(),
                StoredTransaction.State.valueOf(row.getString("state")));
    }
}
