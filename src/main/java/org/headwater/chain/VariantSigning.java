// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.utils.Numeric;

/**
 * Signs what the ledger stores. The nonce is read, signed with, and taken when the bytes are stored, so that no database
 * transaction waits for the keeper of the key; if somebody took it meanwhile, the bytes are thrown away and another is
 * signed with.
 */
final class VariantSigning {

    private static final BigInteger GIGA = BigInteger.TEN.pow(9);
    private static final BigInteger LOCAL_MAXIMUM_FEE = GIGA.multiply(BigInteger.valueOf(100));
    private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);
    private static final int TRIES = 1_000;

    private final NodeConnection node;
    private final Keyring keyring;
    private final ChainClock clock;
    private final TransactionLedger ledger;
    private final Simulation simulation;
    private final CodeGuard guard;
    private final FeePolicy policy;

    VariantSigning(
            NodeConnection node,
            Keyring keyring,
            ChainClock clock,
            TransactionLedger ledger,
            Simulation simulation,
            CodeGuard guard,
            FeePolicy policy) {
        this.node = node;
        this.keyring = keyring;
        this.clock = clock;
        this.ledger = ledger;
        this.simulation = simulation;
        this.guard = guard;
        this.policy = policy;
    }

    /**
     * Simulates, signs and stores an intent; gives the stored row if the intent was stored meanwhile.
     *
     * @throws TransactionReverted if the simulation reverts
     * @throws InsufficientFunds if the sender cannot pay for the gas
     */
    StoredTransaction first(Intent intent) {
        Signer sender = keyring.of(intent.sender());
        guard.require(intent);
        @Nullable Instant blockTime = local() ? clock.next() : null;
        if (blockTime != null) {
            node.setNextBlockTime(blockTime);
        }
        Transaction call = call(sender, intent);
        Optional<String> revert = simulation.refusal(call, DefaultBlockParameterName.PENDING);
        if (revert.isPresent()) {
            // Another thread may have carried out this very intent, so that it reverts now.
            return ledger.find(intent.key()).orElseThrow(() -> new TransactionReverted(intent.key(), revert.get()));
        }
        BigInteger gas = withReserve(node.estimateGas(call));
        Fees fees = fees();
        requireFunds(sender, gas.multiply(fees.maximum()));
        return withNonce(
                sender,
                nonce -> ledger.store(
                        intent,
                        sender.address(),
                        blockTime,
                        signed(sender, Variant.Kind.CALL, nonce, gas, intent, fees)));
    }

    /**
     * Signs the intent again under a new nonce.
     *
     * @throws TransactionReverted if it cannot execute any more
     */
    StoredTransaction replanned(StoredTransaction stored, String note) {
        Intent intent = stored.intent();
        Signer sender = keyring.of(stored.party());
        Optional<String> revert = simulation.refusal(call(sender, intent), DefaultBlockParameterName.PENDING);
        if (revert.isPresent()) {
            throw new TransactionReverted(stored.key(), revert.get());
        }
        Fees fees = fees();
        return withNonce(
                sender,
                nonce -> ledger.replan(
                        stored, signed(sender, Variant.Kind.CALL, nonce, stored.gasLimit(), intent, fees), note));
    }

    /** Why the intent would revert on the newest block, if it would. */
    Optional<String> refusal(StoredTransaction stored) {
        return simulation.refusal(call(keyring.of(stored.party()), stored.intent()), DefaultBlockParameterName.LATEST);
    }

    /** A variant with higher fees, or nothing if they would exceed the cap. */
    Optional<StoredTransaction> bumped(StoredTransaction stored, Variant.Kind kind, String note) {
        return policy.bumped(stored.newest().fees(), baseFee(), node.priorityFee())
                .map(fees -> {
                    Signer sender = keyring.of(stored.party());
                    boolean empty = kind == Variant.Kind.NOOP;
                    Intent content = empty ? toOneself(stored.key(), stored.party(), sender) : stored.intent();
                    BigInteger gas = empty ? TRANSFER_GAS : stored.gasLimit();
                    return ledger.addVariant(stored, signed(sender, kind, stored.nonce(), gas, content, fees), note);
                });
    }

    /** Stores an empty transfer with a nonce that this service gave out and the chain never saw. */
    void fill(String party, long nonce) {
        Signer sender = keyring.of(party);
        Intent intent = toOneself("fill/%s/%d".formatted(sender.address(), nonce), party, sender);
        ledger.storeFilling(
                intent, sender.address(), signed(sender, Variant.Kind.NOOP, nonce, TRANSFER_GAS, intent, fees()));
    }

    private static Intent toOneself(String key, String party, Signer sender) {
        return Intent.call(key, party, sender.address(), "0x");
    }

    private StoredTransaction withNonce(Signer sender, LongFunction<Optional<StoredTransaction>> sign) {
        long counted = node.pendingNonce(sender.address());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long nonce = Math.max(counted, ledger.nextNonce(sender.address()));
            Optional<StoredTransaction> stored = sign.apply(nonce);
            if (stored.isPresent()) {
                return stored.get();
            }
        }
        throw new ChainNotAvailable("%s: its nonces are taken faster than it signs".formatted(sender.address()));
    }

    private TransactionLedger.Signed signed(
            Signer sender, Variant.Kind kind, long nonce, BigInteger gas, Intent intent, Fees fees) {
        String to = intent.to();
        RawTransaction raw = RawTransaction.createTransaction(
                node.chainId(),
                BigInteger.valueOf(nonce),
                gas,
                to == null ? "" : to,
                BigInteger.ZERO,
                intent.data(),
                fees.priority(),
                fees.maximum());
        byte[] bytes = sender.sign(raw);
        return new TransactionLedger.Signed(
                kind, nonce, Numeric.toHexString(Hash.sha3(bytes)), bytes, local() ? BigInteger.ZERO : node.head());
    }

    private void requireFunds(Signer sender, BigInteger needed) {
        BigInteger balance = node.balance(sender.address());
        if (balance.compareTo(needed) < 0) {
            throw new InsufficientFunds(sender.address(), balance, needed);
        }
    }

    private static Transaction call(Signer sender, Intent intent) {
        return Transaction.createEthCallTransaction(sender.address(), intent.to(), intent.data());
    }

    /** The estimate is of this moment; a fifth more for what other transactions change before the block. */
    static BigInteger withReserve(BigInteger estimate) {
        return estimate.multiply(BigInteger.valueOf(6)).divide(BigInteger.valueOf(5));
    }

    private Fees fees() {
        return local() ? new Fees(LOCAL_MAXIMUM_FEE, GIGA) : policy.first(baseFee(), node.priorityFee());
    }

    private BigInteger baseFee() {
        return node.block(DefaultBlockParameterName.LATEST).getBaseFeePerGas();
    }

    private boolean local() {
        return node.chainId() == Chain.LOCAL_ID;
    }
}
