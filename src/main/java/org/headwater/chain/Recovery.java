// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings chain and stored transactions together again, before anything else uses the chain. A local chain that lost
 * blocks gets the stored bytes again, in stored order and with the recorded block times, so that hashes, addresses and
 * everything derived from block times come out the same.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final NodeConnection node;
    private final Keyring keyring;
    private final ChainClock clock;
    private final LocalOrder order;
    private final TransactionLedger ledger;
    private final Transactions transactions;

    Recovery(
            NodeConnection node,
            Keyring keyring,
            ChainClock clock,
            LocalOrder order,
            TransactionLedger ledger,
            Transactions transactions) {
        this.node = node;
        this.keyring = keyring;
        this.clock = clock;
        this.order = order;
        this.ledger = ledger;
        this.transactions = transactions;
    }

    void run() {
        if (node.chainId() == Chain.LOCAL_ID) {
            order.run(this::rebuildLocalChain);
        }
        transactions.advanceAll();
    }

    /** Holds up all others from the start of the new node on, so that nobody builds on the blocks that it lacks. */
    void runIfEnded(EmbeddedNode embedded) {
        order.run(() -> {
            if (embedded.restartIfEnded()) {
                node.reconnected();
                run();
            }
        });
    }

    private void rebuildLocalChain() {
        keyring.fund();
        List<StoredTransaction> lost = newestPresent().map(ledger::after).orElseGet(ledger::all);
        if (!lost.isEmpty()) {
            LOG.info("The local chain lacks {} stored transactions; sending them again", lost.size());
            lost.forEach(this::repeat);
        }
        clock.restore();
    }

    private void repeat(StoredTransaction stored) {
        if (stored.wallet()) {
            repeatOfWallet(stored);
        } else {
            transactions.repeat(stored);
        }
    }

    /** Only if its bytes are known; and its holder may have sent others before it, which are not. */
    private void repeatOfWallet(StoredTransaction stored) {
        Variant variant = stored.variant(stored.hash());
        if (variant.signedBytes().length == 0 || stored.blockTime() == null) {
            LOG.warn("The local chain lost {}, which a wallet signed and which cannot be sent from here", stored.key());
            return;
        }
        keyring.fund(stored.sender());
        node.setNextBlockTime(stored.blockTime());
        Delivery delivery = node.broadcast(variant.hex());
        if (delivery == Delivery.TAKEN) {
            transactions.awaitReceipt(stored);
        } else {
            LOG.warn("The local chain does not take {} again, which a wallet signed: {}", stored.key(), delivery);
        }
    }

    /** Blocks are lost from the end only, so the newest stored transaction that the chain has marks where to begin. */
    private Optional<StoredTransaction> newestPresent() {
        Optional<StoredTransaction> stored = ledger.last();
        while (stored.isPresent() && node.receipt(stored.get().hash()).isEmpty()) {
            stored = ledger.before(stored.get());
        }
        return stored;
    }
}
