// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * The only way to write to the chain: each intent becomes one transaction, once, whatever is killed in between.
 *
 * <p>intent → simulate → sign → take the nonce under a row lock and store the bytes, commit → send → included → final. Only
 * committed bytes are sent; no database transaction spans a call to a node or to the keeper of a key. From the storing on
 * {@link TransactionProgress} carries each transaction further, whether or not anybody waits for it.
 */
public final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final NodeConnection node;
    private final Duration patience;
    private final LocalOrder order;
    private final TransactionLedger ledger;
    private final VariantSigning signing;
    private final TransactionProgress progress;
    private final Finality finality;
    private final RevertReason reasons;

    Transactions(
            NodeConnection node,
            Duration patience,
            LocalOrder order,
            TransactionLedger ledger,
            VariantSigning signing,
            TransactionProgress progress,
            Finality finality,
            RevertReason reasons) {
        this.node = node;
        this.patience = patience;
        this.order = order;
        this.ledger = ledger;
        this.signing = signing;
        this.progress = progress;
        this.finality = finality;
        this.reasons = reasons;
    }

    /**
     * Makes the intent happen and waits until it is final; asked again with the same key, it gives the same transaction.
     *
     * @throws TransactionReverted if the simulation reverts (then nothing was reserved or sent), or the transaction did
     * @throws TransactionPending if it is not final in time; it is carried further, and the same key asks again
     * @throws InsufficientFunds if the sender cannot pay for the gas
     * @throws IllegalArgumentException if the key already stands for another intent, or the sender is unknown
     * @throws ChainNotAvailable if no node answers, or writing is stopped
     */
    public SentTransaction execute(Intent intent) {
        return order.get(() -> await(accept(intent)));
    }

    /**
     * Carries out the intent of a key that may have been signed before: then that transaction stands, and
     * {@code intent}, whose signatures or times may differ by now, is not asked for.
     */
    public SentTransaction execute(String key, Supplier<Intent> intent) {
        return order.get(
                () -> ledger.find(key).map(stored -> await(revived(stored))).orElseGet(() -> execute(intent.get())));
    }

    /**
     * As {@link #execute(Intent)}, but returns as soon as the transaction is signed, stored and offered to the nodes; {@link
     * #find} tells when it is final. If no node takes it, it is carried further all the same.
     */
    public void submit(Intent intent) {
        order.run(() -> {
            StoredTransaction stored = accept(intent);
            requireWritable();
            progress.advance(stored);
        });
    }

    /** What became of an intent, if it was ever signed and is final. */
    public Optional<SentTransaction> find(String key) {
        return ledger.find(key)
                .filter(stored -> stored.state() == StoredTransaction.State.FINAL)
                .flatMap(stored -> node.receipt(stored.hash()).map(receipt -> sent(stored, receipt)));
    }

    /**
     * Asks that an intent that is not in a block yet shall not execute: its nonce is filled with an empty transfer. Whether
     * that was in time, {@link #execute} tells.
     *
     * @return false if there is no such transaction, it is finished, or a wallet signed it
     */
    public boolean cancel(String key) {
        return ledger.find(key)
                .filter(stored -> !stored.finished() && !stored.wallet())
                .map(ledger::cancel)
                .isPresent();
    }

    /** Takes a step with every unfinished transaction, unless writing is stopped or no node answers. */
    void advanceAll() {
        try {
            if (finality.holds()) {
                order.run(progress::advanceAll);
            }
        } catch (ChainNotAvailable e) {
            LOG.warn("The stored transactions do not get on: {}", e.getMessage());
        }
    }

    /**
     * Sends a stored transaction to a local chain that lost it and waits for its block.
     *
     * @throws ChainNotAvailable if the block differs from the recorded one
     */
    void repeat(StoredTransaction stored) {
        @Nullable Instant expected = stored.blockTime() == null ? null : node.setNextBlockTime(stored.blockTime());
        Delivery delivery = node.broadcast(stored.variant(stored.hash()).hex());
        if (delivery != Delivery.TAKEN && delivery != Delivery.NONCE_USED) {
            throw new ChainNotAvailable("%s: the node does not take it again: %s".formatted(stored.key(), delivery));
        }
        TransactionReceipt receipt = awaitReceipt(stored);
        Instant found = node.time(DefaultBlockParameter.valueOf(receipt.getBlockNumber()));
        if (expected != null && !found.equals(expected)) {
            throw new ChainNotAvailable(
                    "%s: sent again, it is in a block of %s instead of %s".formatted(stored.key(), found, expected));
        }
        progress.advance(stored);
    }

    TransactionReceipt awaitReceipt(StoredTransaction stored) {
        return poll(() -> node.receipt(stored.hash()), stored);
    }

    private StoredTransaction accept(Intent intent) {
        Optional<StoredTransaction> present = ledger.find(intent.key());
        if (present.isPresent()) {
            return revived(same(present.get(), intent));
        }
        requireWritable();
        return same(signing.first(intent), intent);
    }

    /** An intent that did not execute may be asked for again; it gets a new nonce. */
    private StoredTransaction revived(StoredTransaction stored) {
        if (stored.state() != StoredTransaction.State.NOOPED) {
            return stored;
        }
        requireWritable();
        return signing.replanned(stored, "asked for again");
    }

    private void requireWritable() {
        if (!finality.holds()) {
            throw new ChainNotAvailable(
                    "writing to chain %d is stopped: final blocks have changed; see GET /api/v1/chain"
                            .formatted(node.chainId()));
        }
    }

    private static StoredTransaction same(StoredTransaction stored, Intent intent) {
        if (!stored.intentHash().equals(intent.hash())) {
            throw new IllegalArgumentException(
                    "/key: '%s' already stands for another transaction (%s)".formatted(intent.key(), stored.hash()));
        }
        return stored;
    }

    private SentTransaction await(StoredTransaction accepted) {
        StoredTransaction stored = accepted.finished() ? accepted : awaitEnd(accepted);
        if (stored.state() == StoredTransaction.State.NOOPED) {
            throw new TransactionReverted(stored.key(), "nothing: it was not executed, and its nonce is used");
        }
        TransactionReceipt receipt = node.receipt(stored.hash())
                .orElseThrow(() -> new ChainNotAvailable(
                        "%s: no node shows its transaction %s now".formatted(stored.key(), stored.hash())));
        if (stored.state() == StoredTransaction.State.REVERTED) {
            throw new TransactionReverted(stored.key(), reasonInBlock(stored, receipt));
        }
        return sent(stored, receipt);
    }

    private StoredTransaction awaitEnd(StoredTransaction accepted) {
        return poll(
                () -> Optional.of(ledger.reread(accepted))
                        .map(stored -> finality.holds() ? progress.advance(stored) : stored)
                        .filter(StoredTransaction::finished),
                accepted);
    }

    private <T> T poll(Supplier<Optional<T>> question, StoredTransaction stored) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long pause = 1; System.nanoTime() < deadline; pause = Math.min(2 * pause, local() ? 20 : 2_000)) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            Pause.of(Duration.ofMillis(pause));
        }
        throw new TransactionPending(stored.key(), stored.hash());
    }

    private SentTransaction sent(StoredTransaction stored, TransactionReceipt receipt) {
        @Nullable String contract = receipt.getContractAddress();
        return new SentTransaction(
                stored.key(),
                stored.hash(),
                receipt.getGasUsed(),
                contract == null ? null : Keys.toChecksumAddress(contract),
                receipt.getLogs(),
                node.time(DefaultBlockParameter.valueOf(receipt.getBlockNumber())),
                receipt.getBlockNumber());
    }

    private String reasonInBlock(StoredTransaction stored, TransactionReceipt receipt) {
        var answer = node.call(Transaction.createEthCallTransaction(
                stored.sender(), receipt.getTo(), stored.intent().data()));
        return answer.hasError() ? reasons.of(answer.getError()) : "out of gas, or a state that has changed since";
    }

    private boolean local() {
        return node.chainId() == Chain.LOCAL_ID;
    }
}
