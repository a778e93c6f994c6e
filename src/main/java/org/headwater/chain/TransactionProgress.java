// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * One step in the life of a stored transaction, from what the ledger and the nodes say now; it never waits. Whoever takes
 * the steps, and how often, does not matter: each is safe to repeat, and two at once cannot both write.
 *
 * <p>SIGNED → SENT → INCLUDED → FINAL or REVERTED; INCLUDED → SENT when its block leaves the chain; NOOPED when its nonce
 * was used for good by something that does not carry the intent.
 */
final class TransactionProgress {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionProgress.class);

    private final NodeConnection node;
    private final TransactionLedger ledger;
    private final VariantSigning signing;
    private final Finality finality;
    private final FeePolicy policy;
    private final Alarms alarms;
    private final InstantSource wall;

    TransactionProgress(
            NodeConnection node,
            TransactionLedger ledger,
            VariantSigning signing,
            Finality finality,
            FeePolicy policy,
            Alarms alarms,
            InstantSource wall) {
        this.node = node;
        this.ledger = ledger;
        this.signing = signing;
        this.finality = finality;
        this.policy = policy;
        this.alarms = alarms;
        this.wall = wall;
    }

    /** The row as it is after this step; a finished one is not looked at again. */
    StoredTransaction advance(StoredTransaction stored) {
        if (stored.finished()) {
            return stored;
        }
        return receipt(stored).map(receipt -> inBlock(stored, receipt)).orElseGet(() -> inNoBlock(out(stored)));
    }

    private Optional<TransactionReceipt> receipt(StoredTransaction stored) {
        return stored.candidates().stream()
                .flatMap(variant -> node.receipt(variant.hash()).stream())
                .findFirst();
    }

    private StoredTransaction inBlock(StoredTransaction stored, TransactionReceipt receipt) {
        StoredTransaction included = receipt.getBlockHash().equals(stored.blockHash())
                        && receipt.getTransactionHash().equals(stored.hash())
                ? stored
                : ledger.included(stored, receipt);
        alarms.clear(Alarms.Kind.FEE_CAP, stored.key());
        return node.confirmation(receipt.getTransactionHash(), finality.depth())
                .map(confirmed -> finish(included, confirmed))
                .orElse(included);
    }

    private StoredTransaction finish(StoredTransaction stored, Confirmation confirmed) {
        TransactionReceipt receipt = confirmed.receipt();
        boolean carries = stored.variant(receipt.getTransactionHash()).kind().carriesIntent();
        StoredTransaction.State state = !carries
                ? StoredTransaction.State.NOOPED
                : receipt.isStatusOK() ? StoredTransaction.State.FINAL : StoredTransaction.State.REVERTED;
        return ledger.finish(stored, receipt, confirmed.blockTime(), state);
    }

    private StoredTransaction out(StoredTransaction stored) {
        return stored.state() == StoredTransaction.State.INCLUDED ? ledger.reorged(stored) : stored;
    }

    private StoredTransaction inNoBlock(StoredTransaction stored) {
        if (stored.wallet()) {
            return ofWallet(stored);
        }
        if (local()) {
            return send(stored);
        }
        long used = node.nonce(stored.sender(), DefaultBlockParameterName.LATEST);
        if (used > stored.nonce()) {
            return nonceUsed(stored);
        }
        StoredTransaction current = used == stored.nonce() ? urged(stored) : stored;
        return policy.dueForResend(current.newest(), wall.instant()) ? send(current) : current;
    }

    /**
     * The wallet may have sped the transaction up, cancelled it, or used its nonce for something else. What it did counts as any
     * other variant does: once its block is final.
     */
    private StoredTransaction ofWallet(StoredTransaction stored) {
        if (node.nonce(stored.sender(), DefaultBlockParameterName.LATEST) <= stored.nonce()) {
            return stored;
        }
        Optional<Transaction> used = node.transaction(
                stored.sender(), stored.nonce(), stored.variants().getFirst().signedBlock());
        return used.filter(other -> stored.variants().stream()
                        .noneMatch(variant -> variant.hash().equals(other.getHash())))
                .map(other -> ledger.addVariant(
                        stored,
                        outside(other, kind(other, stored), node.head()),
                        "the wallet used the nonce for " + other.getHash()))
                .orElse(stored);
    }

    /** What a transaction with an intent's nonce is to it. */
    private static Variant.Kind kind(Transaction other, StoredTransaction stored) {
        return kind(other, carries(other, stored.key(), stored.party(), stored.intentHash()));
    }

    static Variant.Kind kind(Transaction other, boolean carries) {
        if (carries) {
            return Variant.Kind.OUTSIDE;
        }
        boolean empty = other.getFrom().equalsIgnoreCase(other.getTo())
                && other.getInput().equals("0x");
        return empty ? Variant.Kind.NOOP : Variant.Kind.FOREIGN;
    }

    /** The one whose turn it is gets higher fees, or an empty transfer in its place if it can or may not execute. */
    private StoredTransaction urged(StoredTransaction stored) {
        boolean filled = stored.newest().kind() == Variant.Kind.NOOP;
        if (stored.cancelled() && !filled) {
            return signing.bumped(stored, Variant.Kind.NOOP, "cancelled").orElseGet(() -> capped(stored));
        }
        if (!stored.newest().ours() || !policy.dueForBump(stored.newest(), node.head(), wall.instant())) {
            return stored;
        }
        Optional<String> refusal = filled ? Optional.empty() : signing.refusal(stored);
        Variant.Kind kind = filled || refusal.isPresent() ? Variant.Kind.NOOP : Variant.Kind.CALL;
        return signing.bumped(
                        stored,
                        kind,
                        refusal.map(why -> "would revert with " + why).orElse("higher fees"))
                .orElseGet(() -> capped(stored));
    }

    private StoredTransaction capped(StoredTransaction stored) {
        alarms.raise(
                Alarms.Kind.FEE_CAP,
                stored.key(),
                "nonce %d of %s waits: higher fees would exceed headwater.chain.fee.cap-gwei %s"
                        .formatted(stored.nonce(), stored.sender(), policy.capGwei()));
        return stored;
    }

    /**
     * A transaction of none of our hashes has the nonce. Only once that is final is the intent signed again: until then the
     * chain may still change its mind and execute one of our variants.
     */
    private StoredTransaction nonceUsed(StoredTransaction stored) {
        if (node.finalNonce(stored.sender(), finality.depth()) <= stored.nonce()) {
            return stored;
        }
        Optional<Transaction> outside = node.transaction(
                stored.sender(), stored.nonce(), stored.variants().getFirst().signedBlock());
        if (outside.isEmpty()) {
            alarms.raise(Alarms.Kind.STUCK, stored.key(), "nothing shows who used nonce " + stored.nonce());
            return stored;
        }
        Transaction other = outside.get();
        if (stored.variants().stream().anyMatch(variant -> variant.hash().equals(other.getHash()))) {
            return stored;
        }
        String note = "nonce %d was used by %s, which was not signed here".formatted(stored.nonce(), other.getHash());
        alarms.raise(Alarms.Kind.KEY_SHARED, stored.sender(), note);
        if (carries(other, stored.key(), stored.party(), stored.intentHash())) {
            return ledger.addVariant(stored, outside(other, Variant.Kind.OUTSIDE, other.getBlockNumber()), note);
        }
        return stored.cancelled() ? ledger.abandon(stored, note) : replanned(stored, note);
    }

    private StoredTransaction replanned(StoredTransaction stored, String note) {
        try {
            return signing.replanned(stored, note);
        } catch (TransactionReverted reverted) {
            return ledger.abandon(stored, note + "; " + reverted.getMessage());
        }
    }

    /** Whether a transaction is the call of an intent. */
    static boolean carries(Transaction other, String key, String party, String intentHash) {
        return new Intent(key, party, other.getTo(), other.getInput()).hash().equals(intentHash);
    }

    /**
     * A transaction that was not signed here; of a local chain with its bytes, so that a lost chain can be rebuilt.
     *
     * @param block at which its nonce was not used yet, if it is the first of its intent
     */
    TransactionLedger.Signed outside(Transaction other, Variant.Kind kind, BigInteger block) {
        byte[] bytes = local() ? node.signedBytes(other.getHash()).orElse(new byte[0]) : new byte[0];
        return new TransactionLedger.Signed(kind, other.getNonce().longValueExact(), other.getHash(), bytes, block);
    }

    private StoredTransaction send(StoredTransaction stored) {
        Variant newest = stored.newest();
        if (!newest.ours()) {
            return stored;
        }
        if (stored.blockTime() != null && local()) {
            node.setNextBlockTime(stored.blockTime());
        }
        return switch (node.broadcast(newest.hex())) {
            case TAKEN, UNDERPRICED -> ledger.sent(stored, newest);
            case UNFUNDED -> {
                alarms.raise(
                        Alarms.Kind.BALANCE_CRITICAL, stored.sender(), stored.key() + " waits for money for its gas");
                yield stored;
            }
            case NONCE_USED, FEE_TOO_LOW, REFUSED -> stored;
        };
    }

    /** One step for every unfinished transaction; the failure of one does not hold up the others. */
    void advanceAll() {
        List<StoredTransaction> unfinished = ledger.unfinished();
        for (StoredTransaction stored : unfinished) {
            try {
                advance(stored);
            } catch (ChainNotAvailable | SigningFailed | InsufficientFunds e) {
                LOG.warn("{} does not get on yet: {}", stored.key(), e.getMessage());
            }
        }
        if (!local()) {
            fillGaps(unfinished);
        }
    }

    /** A nonce that was given out and that no stored transaction has holds up all later ones for ever. */
    private void fillGaps(List<StoredTransaction> unfinished) {
        var lowest = new TreeMap<String, StoredTransaction>();
        for (StoredTransaction stored :
                unfinished.stream().filter(row -> !row.wallet()).toList()) {
            lowest.merge(stored.sender(), stored, (one, two) -> one.nonce() < two.nonce() ? one : two);
        }
        for (StoredTransaction waiting : lowest.values()) {
            long used = node.nonce(waiting.sender(), DefaultBlockParameterName.LATEST);
            boolean patient = !policy.dueForBump(waiting.newest(), node.head(), wall.instant());
            if (used < waiting.nonce() && !patient && !ledger.holds(waiting.sender(), used)) {
                signing.fill(waiting.party(), used);
            }
        }
    }

    private boolean local() {
        return node.chainId() == Chain.LOCAL_ID;
    }
}
