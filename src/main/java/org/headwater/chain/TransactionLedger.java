// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * The stored transactions of one chain. Nothing here calls the chain. Every change names the version that was read and
 * changes nothing if that is not the newest any more; what it gives back is always the row as it is then.
 */
final class TransactionLedger {

    /**
     * The order of the blocks of a local chain: what is signed here has its block's time from the start, what a wallet signed
     * may be stored later than it got into its block. Block numbers would not do, for a rebuilt chain has others.
     */
    private static final String PLACE = "coalesce(block_time, 'infinity'::timestamptz), sequence";

    private static final String PLACE_OF = "(select " + PLACE + " from chain_transaction where sequence = ?)";

    private static final String NEWEST_FIRST = "coalesce(block_time, 'infinity'::timestamptz) desc, sequence desc";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final InstantSource wall;
    private final long chainId;

    TransactionLedger(JdbcClient database, TransactionTemplate transaction, InstantSource wall, long chainId) {
        this.database = database;
        this.transaction = transaction;
        this.wall = wall;
        this.chainId = chainId;
    }

    /** What signing gives: the bytes and their hash, and the head of the chain at that moment. */
    record Signed(Variant.Kind kind, long nonce, String hash, byte[] bytes, BigInteger block) {}

    Optional<StoredTransaction> find(String key) {
        return one("intent_key = ?", key);
    }

    /** The nonce that the next transaction of a sender gets, unless the chain itself has counted further. */
    long nextNonce(String sender) {
        return database.sql("select next_nonce from chain_nonce where chain_id = ? and address = ?")
                .params(chainId, sender)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * In one database transaction: takes the nonce under the row lock of chain and sender, and stores what was signed with
     * it. Stores nothing and gives nothing if the nonce is taken, so that the caller signs again; if the key was stored
     * meanwhile, gives that row and uses no nonce.
     */
    Optional<StoredTransaction> store(Intent intent, String sender, @Nullable Instant blockTime, Signed signed) {
        return inTransaction(() -> {
            long next = lockNonce(sender);
            Optional<StoredTransaction> present = find(intent.key());
            if (present.isPresent() || signed.nonce() < next) {
                return present;
            }
            insert(intent, sender, blockTime, signed);
            takeNonce(sender, signed.nonce());
            StoredTransaction stored = find(intent.key()).orElseThrow();
            insertVariant(stored, signed);
            record(stored, "SIGNED", "nonce " + signed.nonce());
            return find(intent.key());
        });
    }

    /**
     * Stores a transaction that fills a nonce which this service gave out but the chain never saw, unless a stored one has
     * that nonce.
     */
    void storeFilling(Intent intent, String sender, Signed signed) {
        inTransaction(() -> {
            lockNonce(sender);
            if (holds(sender, signed.nonce()) || find(intent.key()).isPresent()) {
                return Boolean.FALSE;
            }
            insert(intent, sender, null, signed);
            StoredTransaction stored = find(intent.key()).orElseThrow();
            insertVariant(stored, signed);
            record(stored, "SIGNED", "fills the gap at nonce " + signed.nonce());
            return Boolean.TRUE;
        });
    }

    /** Stores a transaction that a party signed with its wallet and that a node has shown; the same again changes nothing. */
    StoredTransaction storeOfWallet(Intent intent, String sender, Signed signed) {
        return inTransaction(() -> {
            database.sql("select 1 from wallet_call where chain_id = ? and sender = ? for update")
                    .params(chainId, sender)
                    .query(Integer.class)
                    .list();
            Optional<StoredTransaction> present = find(intent.key());
            if (present.isPresent()) {
                return present.get();
            }
            insert(intent, sender, null, signed);
            database.sql("update chain_transaction set wallet = true, state = 'SENT' where chain_id = ? and"
                            + " intent_key = ?")
                    .params(chainId, intent.key())
                    .update();
            StoredTransaction stored = find(intent.key()).orElseThrow();
            insertVariant(stored, signed);
            record(stored, "SENT", "signed by a wallet, nonce " + signed.nonce());
            return find(intent.key()).orElseThrow();
        });
    }

    /** Adds a variant of the same nonce. */
    StoredTransaction addVariant(StoredTransaction stored, Signed signed, String note) {
        String event = stored.wallet() || signed.kind() == Variant.Kind.OUTSIDE ? "OUTSIDE" : "REPLACED";
        return change(stored, event, signed.hash(), note, () -> {
            insertVariant(stored, signed);
            update(stored, "hash = ?", signed.hash());
        });
    }

    /**
     * Gives the intent a new nonce, because the old one was used for good by something else; nothing is given if the nonce
     * is taken, so that the caller signs again.
     */
    Optional<StoredTransaction> replan(StoredTransaction stored, Signed signed, String note) {
        return inTransaction(() -> {
            if (signed.nonce() < lockNonce(stored.sender())) {
                return Optional.empty();
            }
            return Optional.of(change(stored, "REPLANNED", signed.hash(), note, () -> {
                takeNonce(stored.sender(), signed.nonce());
                insertVariant(stored, signed);
                update(
                        stored,
                        "state = 'SIGNED', cancelled = false, block_number = null, block_hash = null, nonce = ?, hash"
                                + " = ?",
                        signed.nonce(),
                        signed.hash());
            }));
        });
    }

    /** A node took the variant. */
    StoredTransaction sent(StoredTransaction stored, Variant variant) {
        Runnable mark = () -> database.sql("update chain_variant set sent_at = ? where sequence = ? and number = ?")
                .params(Timestamp.from(wall.instant()), stored.sequence(), variant.number())
                .update();
        if (stored.state() != StoredTransaction.State.SIGNED) {
            mark.run();
            return reread(stored);
        }
        return change(stored, "SENT", variant.hash(), "", () -> {
            mark.run();
            update(stored, "state = 'SENT'");
        });
    }

    StoredTransaction included(StoredTransaction stored, TransactionReceipt receipt) {
        return change(
                stored,
                "INCLUDED",
                receipt.getTransactionHash(),
                "block " + receipt.getBlockNumber(),
                () -> update(
                        stored,
                        "state = 'INCLUDED', hash = ?, block_number = ?, block_hash = ?",
                        receipt.getTransactionHash(),
                        new BigDecimal(receipt.getBlockNumber()),
                        receipt.getBlockHash()));
    }

    /** Back to sent: the block that held it is not in the chain any more. */
    StoredTransaction reorged(StoredTransaction stored) {
        return change(
                stored,
                "REORGED",
                stored.hash(),
                "out of block " + stored.blockHash(),
                () -> update(stored, "state = 'SENT', block_number = null, block_hash = null"));
    }

    StoredTransaction finish(
            StoredTransaction stored, TransactionReceipt receipt, Instant blockTime, StoredTransaction.State state) {
        return change(
                stored,
                state.name(),
                receipt.getTransactionHash(),
                "block " + receipt.getBlockNumber(),
                () -> update(
                        stored,
                        "state = ?, hash = ?, block_number = ?, block_hash = ?, block_time = ?, gas_used = ?,"
                                + " contract_address = ?",
                        state.name(),
                        receipt.getTransactionHash(),
                        new BigDecimal(receipt.getBlockNumber()),
                        receipt.getBlockHash(),
                        Timestamp.from(blockTime),
                        new BigDecimal(receipt.getGasUsed()),
                        receipt.getContractAddress()));
    }

    /** The nonce is used for good, and the intent did not and will not execute. */
    StoredTransaction abandon(StoredTransaction stored, String note) {
        return change(stored, "NOOPED", stored.hash(), note, () -> update(stored, "state = 'NOOPED'"));
    }

    /** The intent may not execute any more. */
    StoredTransaction cancel(StoredTransaction stored) {
        return change(stored, "CANCELLED", stored.hash(), "", () -> update(stored, "cancelled = true"));
    }

    /** Rows that are not finished, oldest first. */
    List<StoredTransaction> unfinished() {
        return many("state in ('SIGNED', 'SENT', 'INCLUDED') order by sequence");
    }

    /** The newest row. */
    Optional<StoredTransaction> last() {
        return one("true order by " + NEWEST_FIRST + " limit 1");
    }

    /** The newest row before the given one. */
    Optional<StoredTransaction> before(StoredTransaction later) {
        return one("(" + PLACE + ") < " + PLACE_OF + " order by " + NEWEST_FIRST + " limit 1", later.sequence());
    }

    /** All rows after the given one, oldest first. */
    List<StoredTransaction> after(StoredTransaction earlier) {
        return many("(" + PLACE + ") > " + PLACE_OF + " order by " + PLACE, earlier.sequence());
    }

    /** All rows, oldest first. */
    List<StoredTransaction> all() {
        return many("true order by " + PLACE);
    }

    /** The senders that ever signed here. */
    List<String> senders() {
        return database.sql("select address from chain_nonce where chain_id = ? order by address")
                .param(chainId)
                .query(String.class)
                .list();
    }

    boolean holds(String sender, long nonce) {
        return one("sender = ? and nonce = ?", sender, nonce).isPresent();
    }

    /** How many transactions are in each state. */
    List<StateCount> counts() {
        return database.sql("select state, count(*) as count from chain_transaction where chain_id = ? group by state"
                        + " order by state")
                .param(chainId)
                .query((row, number) -> new StateCount(row.getString("state"), row.getLong("count")))
                .list();
    }

    /** How many transactions are in a state. */
    record StateCount(String state, long count) {}

    StoredTransaction reread(StoredTransaction stored) {
        return one("sequence = ?", stored.sequence()).orElseThrow();
    }

    private StoredTransaction change(
            StoredTransaction stored, String event, String hash, String note, Runnable update) {
        return inTransaction(() -> {
            int version = database.sql("select version from chain_transaction where sequence = ? for update")
                    .param(stored.sequence())
                    .query(Integer.class)
                    .single();
            if (version == stored.version()) {
                update.run();
                record(new Version(stored.sequence(), version + 1), event, hash, note);
            }
            return reread(stored);
        });
    }

    private void update(StoredTransaction stored, String assignments, @Nullable Object... values) {
        database.sql("update chain_transaction set version = version + 1, " + assignments + " where sequence = ?")
                .params(Arrays.asList(values))
                .param(stored.sequence())
                .update();
    }

    private record Version(long sequence, int number) {}

    private void record(StoredTransaction stored, String event, String note) {
        record(new Version(stored.sequence(), stored.version()), event, stored.hash(), note);
    }

    private void record(Version version, String event, String hash, String note) {
        database.sql("insert into chain_transition (sequence, version, event, hash, note, at) values (?, ?, ?, ?,"
                        + " ?, ?)")
                .params(version.sequence(), version.number(), event, hash, note, Timestamp.from(wall.instant()))
                .update();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
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

    private void takeNonce(String sender, long nonce) {
        database.sql("update chain_nonce set next_nonce = ? where chain_id = ? and address = ?")
                .params(nonce + 1, chainId, sender)
                .update();
    }

    private void insert(Intent intent, String sender, @Nullable Instant blockTime, Signed signed) {
        database.sql("""
            insert into chain_transaction
            (chain_id, intent_key, intent_hash, party, sender, nonce, hash, signed_at, block_time)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
                .param(chainId)
                .param(intent.key())
                .param(intent.hash())
                .param(intent.sender())
                .param(sender)
                .param(signed.nonce())
                .param(signed.hash())
                .param(wall.instant().atOffset(ZoneOffset.UTC))
                .param(blockTime == null ? null : blockTime.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void insertVariant(StoredTransaction stored, Signed signed) {
        database.sql("""
            insert into chain_variant
            (sequence, number, chain_id, kind, nonce, hash, signed_bytes, signed_at, signed_block)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
                .params(
                        stored.sequence(),
                        stored.variants().size(),
                        chainId,
                        signed.kind().name(),
                        signed.nonce(),
                        signed.hash(),
                        signed.bytes(),
                        Timestamp.from(wall.instant()),
                        new BigDecimal(signed.block()))
                .update();
    }

    private Optional<StoredTransaction> one(String condition, Object... parameters) {
        return many(condition, parameters).stream().findFirst();
    }

    private List<StoredTransaction> many(String condition, Object... parameters) {
        List<StoredTransaction> rows = database.sql(
                        "select * from chain_transaction where chain_id = ? and " + condition)
                .param(chainId)
                .params(Arrays.asList(parameters))
                .query(TransactionLedger::row)
                .list();
        return rows.isEmpty() ? rows : withVariants(rows);
    }

    private List<StoredTransaction> withVariants(List<StoredTransaction> rows) {
        Map<Long, List<Variant>> variants = new HashMap<>();
        database.sql("select * from chain_variant where sequence in (:sequences) order by sequence, number")
                .param(
                        "sequences",
                        rows.stream().map(StoredTransaction::sequence).toList())
                .query((RowCallbackHandler)
                        row -> variants.computeIfAbsent(row.getLong("sequence"), sequence -> new ArrayList<>())
                                .add(variant(row)));
        return rows.stream()
                .map(row -> row.withVariants(List.copyOf(variants.getOrDefault(row.sequence(), List.of()))))
                .toList();
    }

    private static StoredTransaction row(ResultSet row, int number) throws SQLException {
        return new StoredTransaction(
                row.getLong("sequence"),
                row.getInt("version"),
                row.getString("intent_key"),
                row.getString("intent_hash"),
                row.getString("party"),
                row.getString("sender"),
                row.getLong("nonce"),
                row.getString("hash"),
                instant(row, "block_time"),
                StoredTransaction.State.valueOf(row.getString("state")),
                row.getBoolean("cancelled"),
                row.getBoolean("wallet"),
                row.getString("block_hash"),
                List.of());
    }

    private static Variant variant(ResultSet row) throws SQLException {
        return new Variant(
                row.getInt("number"),
                Variant.Kind.valueOf(row.getString("kind")),
                row.getLong("nonce"),
                row.getString("hash"),
                row.getBytes("signed_bytes"),
                row.getTimestamp("signed_at").toInstant(),
                row.getBigDecimal("signed_block").toBigIntegerExact(),
                instant(row, "sent_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
