// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * The only way to write to the chain: each intent becomes one transaction, once, whatever is killed in between.
 *
 * <p>intent → simulate → reserve the nonce under a row lock, sign, store the bytes, commit → send → included → final.
 * Only committed bytes are sent, and always the same ones; no database transaction spans a call to the node.
 */
public final class Transactions {

    private static final BigInteger GIGA = BigInteger.TEN.pow(9);
    private static final BigInteger LOCAL_MAXIMUM_FEE = GIGA.multiply(BigInteger.valueOf(100));

    private final NodeConnection node;
    private final ChainSettings.Node settings;
    private final Keyring keyring;
    private final ChainClock clock;
    private final LocalOrder order;
    private final TransactionLedger ledger;
    private final RevertReason reasons;
    private final InstantSource wall;

    Transactions(
            NodeConnection node,
            ChainSettings settings,
            Keyring keyring,
            ChainClock clock,
            LocalOrder order,
            TransactionLedger ledger,
            RevertReason reasons,
            InstantSource wall) {
        this.node = node;
        this.settings = settings.chain();
        this.keyring = keyring;
        this.clock = clock;
        this.order = order;
        this.ledger = ledger;
        this.reasons = reasons;
        this.wall = wall;
    }

    /**
     * Makes the intent happen and waits until it is final; asked again with the same key, it gives the same transaction.
     *
     * @throws TransactionReverted if the simulation reverts (then nothing was reserved or sent), or the transaction did
     * @throws TransactionPending if it is not final in time; it is sent on, and the same key asks again
     * @throws IllegalArgumentException if the key already stands for another intent, or the sender is unknown
     * @throws ChainNotAvailable if the node does not answer
     */
    public SentTransaction execute(Intent intent) {
        return order.get(() -> settle(
                ledger.find(intent.key()).map(stored -> same(stored, intent)).orElseGet(() -> sign(intent))));
    }

    /**
     * Carries out the intent of a key that may have been signed before: then that transaction stands, and
     * {@code intent}, whose signatures or times may differ by now, is not asked for.
     */
    public SentTransaction execute(String key, Supplier<Intent> intent) {
        return order.get(() -> ledger.find(key).map(this::settle).orElseGet(() -> execute(intent.get())));
    }

    /** What became of an intent, if it was ever signed and is final. */
    public Optional<SentTransaction> find(String key) {
        return ledger.find(key)
                .filter(stored -> stored.state() == StoredTransaction.State.FINAL)
                .flatMap(stored -> node.receipt(stored.hash()).map(receipt -> sent(stored, receipt)));
    }

    /** Looks after a stored transaction without waiting: sends it again, or records that it is final. */
    void attend(StoredTransaction stored) {
        order.run(() -> node.receipt(stored.hash())
                .ifPresentOrElse(receipt -> finishIfDeep(stored, receipt), () -> send(stored)));
    }

    /**
     * Sends a stored transaction to a local chain that lost it and waits for its block.
     *
     * @throws ChainNotAvailable if the block differs from the recorded one
     */
    void repeat(StoredTransaction stored) {
        send(stored);
        TransactionReceipt receipt = await(stored);
        Instant found = node.time(DefaultBlockParameter.valueOf(receipt.getBlockNumber()));
        if (stored.blockTime() != null && !found.equals(stored.blockTime())) {
            throw new ChainNotAvailable("%s: sent again, it is in a block of %s instead of %s"
                    .formatted(stored.key(), found, stored.blockTime()));
        }
        finishIfDeep(stored, receipt);
    }

    private static StoredTransaction same(StoredTransaction stored, Intent intent) {
        if (!stored.intentHash().equals(intent.hash())) {
            throw new IllegalArgumentException(
                    "/key: '%s' already stands for another transaction (%s)".formatted(intent.key(), stored.hash()));
        }
        return stored;
    }

    private StoredTransaction sign(Intent intent) {
        Credentials sender = keyring.of(intent.sender());
        @Nullable Instant blockTime = local() ? clock.next() : null;
        if (blockTime != null) {
            node.setNextBlockTime(blockTime);
        }
        Transaction call = call(sender.getAddress(), intent);
        var answer = node.call(call);
        if (answer.hasError()) {
            // Another thread may have carried out this very intent, so that it reverts now.
            return ledger.find(intent.key())
                    .map(stored -> same(stored, intent))
                    .orElseThrow(() -> new TransactionReverted(intent.key(), reasons.of(answer.getError())));
        }
        BigInteger gas = withReserve(node.estimateGas(call));
        BigInteger priorityFee = local() ? GIGA : node.priorityFee();
        BigInteger maximumFee = local() ? LOCAL_MAXIMUM_FEE : maximumFee(priorityFee);
        long lowestNonce = node.pendingNonce(sender.getAddress()).longValueExact();
        StoredTransaction stored =
                ledger.store(intent, sender.getAddress(), lowestNonce, blockTime, wall.instant(), nonce -> {
                    RawTransaction raw = RawTransaction.createTransaction(
                            node.chainId(),
                            BigInteger.valueOf(nonce),
                            gas,
                            intent.to() == null ? "" : intent.to(),
                            BigInteger.ZERO,
                            intent.data(),
                            priorityFee,
                            maximumFee);
                    byte[] bytes = TransactionEncoder.signMessage(raw, sender);
                    return new TransactionLedger.Signed(Numeric.toHexString(Hash.sha3(bytes)), bytes);
                });
        return same(stored, intent);
    }

    private static Transaction call(String from, Intent intent) {
        return Transaction.createEthCallTransaction(from, intent.to(), intent.data());
    }

    /** The estimate is of this moment; a fifth more for what other transactions change before the block. */
    private static BigInteger withReserve(BigInteger estimate) {
        return estimate.multiply(BigInteger.valueOf(6)).divide(BigInteger.valueOf(5));
    }

    private BigInteger maximumFee(BigInteger priorityFee) {
        BigInteger baseFee = node.block(DefaultBlockParameterName.LATEST).getBaseFeePerGas();
        return baseFee.shiftLeft(1).add(priorityFee);
    }

    private SentTransaction settle(StoredTransaction stored) {
        Optional<TransactionReceipt> present = node.receipt(stored.hash());
        if (present.isEmpty()) {
            send(stored);
        }
        TransactionReceipt receipt = present.filter(this::deep).orElseGet(() -> await(stored));
        if (stored.state() == StoredTransaction.State.SIGNED) {
            finishIfDeep(stored, receipt);
        }
        if (!receipt.isStatusOK()) {
            throw new TransactionReverted(stored.key(), reasonInBlock(stored, receipt));
        }
        return sent(stored, receipt);
    }

    private void send(StoredTransaction stored) {
        if (stored.blockTime() != null && local()) {
            node.setNextBlockTime(stored.blockTime());
        }
        node.broadcast(Numeric.toHexString(stored.signedBytes()));
    }

    private TransactionReceipt await(StoredTransaction stored) {
        long deadline = System.nanoTime() + settings.inclusionTimeout().toNanos();
        for (long pause = 1; System.nanoTime() < deadline; pause = Math.min(2 * pause, local() ? 20 : 2_000)) {
            Optional<TransactionReceipt> receipt = node.receipt(stored.hash()).filter(this::deep);
            if (receipt.isPresent()) {
                return receipt.get();
            }
            Pause.of(Duration.ofMillis(pause));
        }
        throw new TransactionPending(stored.key(), stored.hash());
    }

    private boolean deep(TransactionReceipt receipt) {
        return settings.finalityDepth() == 1
                || node.head().subtract(receipt.getBlockNumber()).intValueExact() + 1 >= settings.finalityDepth();
    }

    private void finishIfDeep(StoredTransaction stored, TransactionReceipt receipt) {
        if (deep(receipt)) {
            ledger.finish(stored, receipt, node.time(DefaultBlockParameter.valueOf(receipt.getBlockNumber())));
        }
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
        RawTransaction raw = org.web3j.crypto.TransactionDecoder.decode(Numeric.toHexString(stored.signedBytes()));
        var answer = node.call(Transaction.createEthCallTransaction(stored.sender(), receipt.getTo(), raw.getData()));
        return answer.hasError() ? reasons.of(answer.getError()) : "out of gas, or a state that has changed since";
    }

    private boolean local() {
        return node.chainId() == Chain.LOCAL_ID;
    }
}
