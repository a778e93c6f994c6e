// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.utils.Numeric;

/**
 * Calls that parties sign with wallets of their own, such as one in the browser: prepared here, sent by the wallet, and
 * followed here until they are final.
 *
 * <p>The wallet chooses nonce and fees, and may send the same call again with higher ones, cancel it, or use its nonce for
 * something else. Once a node has shown the transaction, it is a row of the {@link TransactionLedger} like any other, and goes
 * through the same states by the same rules of finality; only is nothing ever signed for it.
 */
public final class WalletCalls {

    private static final Logger LOG = LoggerFactory.getLogger(WalletCalls.class);

    /** How many nonces are looked at for a call whose hash no node shows and whose nonce nobody has told. */
    private static final int NONCES_SEARCHED = 16;

    private final NodeConnection node;
    private final WalletLedger wallets;
    private final TransactionLedger ledger;
    private final TransactionProgress progress;
    private final Finality finality;
    private final Transactions transactions;
    private final Simulation simulation;
    private final CodeGuard guard;
    private final Keyring keyring;
    private volatile @Nullable Consumer<WalletCallDone> listener;

    WalletCalls(
            NodeConnection node,
            WalletLedger wallets,
            TransactionLedger ledger,
            TransactionProgress progress,
            Finality finality,
            Transactions transactions,
            Simulation simulation,
            CodeGuard guard,
            Keyring keyring) {
        this.node = node;
        this.wallets = wallets;
        this.ledger = ledger;
        this.progress = progress;
        this.finality = finality;
        this.transactions = transactions;
        this.simulation = simulation;
        this.guard = guard;
        this.keyring = keyring;
    }

    /**
     * Simulates a call and stores it for the party to sign. One that is under way or final is given back as it is; one that
     * came to nothing is prepared again. On the local chain an empty account gets demonstration ether.
     *
     * @param key names the intent for ever and has to hold the party's address
     * @param from the party's address
     * @throws TransactionReverted if the contract would not take it
     * @throws IllegalArgumentException if the address is none
     */
    public WalletCall prepare(String key, String from, PartyCall call) {
        return prepare(key, address(from), call, false);
    }

    /** As {@link #prepare} for a step that the chain says is missing now, so that a final one of the same key is made again. */
    public WalletCall prepareMissing(String key, String from, PartyCall call) {
        return prepare(key, address(from), call, true);
    }

    private WalletCall prepare(String key, String sender, PartyCall call, boolean again) {
        Optional<WalletLedger.Row> present = wallets.find(key);
        Optional<WalletCall> before = present.map(this::advanced);
        if (before.isPresent()) {
            WalletCall.State state = before.get().state();
            if (state.underWay() || (state == WalletCall.State.FINAL && !again)) {
                return before.get();
            }
        }
        guard.require(Intent.call(key, WalletLedger.PARTY, call.to(), call.data()));
        keyring.fund(sender);
        refusal(sender, call).ifPresent(reason -> {
            throw new TransactionReverted(key, reason);
        });
        BigInteger block =
                node.head().subtract(BigInteger.valueOf(finality.depth())).max(BigInteger.ZERO);
        int attempts = present.map(WalletLedger.Row::attempt).orElse(0);
        boolean unused = before.isPresent() && before.get().state() == WalletCall.State.PREPARED;
        return view(wallets.prepare(
                key,
                unused ? attempts : attempts + 1,
                sender,
                call,
                block,
                node.nonce(sender, DefaultBlockParameterName.LATEST)));
    }

    private Optional<String> refusal(String sender, PartyCall call) {
        return simulation.refusal(
                org.web3j.protocol.core.methods.request.Transaction.createEthCallTransaction(
                        sender, call.to(), call.data()),
                DefaultBlockParameterName.LATEST);
    }

    /** The address in lower case. */
    private static String address(String from) {
        if (!from.matches(WalletCall.ADDRESS)) {
            throw new IllegalArgumentException("/from: '%s' must be %s".formatted(from, WalletCall.ADDRESS_ALLOWED));
        }
        return from.toLowerCase(Locale.ROOT);
    }

    /** A prepared call as it is now, with a look at the chain. */
    public Optional<WalletCall> find(String key) {
        return wallets.find(key).map(this::advanced);
    }

    /** Whether a wallet has announced a call with such a key that has not come to an end. */
    public boolean underWay(String keyPrefix) {
        return wallets.anyOpen(keyPrefix);
    }

    /**
     * Follows what the wallet has sent for a prepared call.
     *
     * @param hash of the transaction, as the wallet gave it; null if only the nonce is known
     * @param nonce that the wallet chose; null if it is not known
     * @return empty if no such call was prepared
     * @throws IllegalArgumentException if neither is given, or a node shows that the transaction is another party's or another
     *     call
     */
    Optional<WalletCall> follow(String key, @Nullable String hash, @Nullable Long nonce) {
        if (hash == null && nonce == null) {
            throw new IllegalArgumentException(
                    "/hash: missing; the hash or the nonce of the transaction has to be given");
        }
        return wallets.find(key).map(row -> {
            if (hash != null) {
                node.transaction(hash).ifPresent(shown -> requireOf(row, shown));
            }
            return advanced(wallets.announce(row, hash, nonce));
        });
    }

    /**
     * Takes back an announcement of which no node has shown anything, because the wallet never sent it.
     *
     * @return false if there is none, or a node has shown the transaction
     */
    boolean forget(String key) {
        Optional<WalletLedger.Row> row = wallets.find(key)
                .filter(WalletLedger.Row::announced)
                .filter(announced -> stored(announced).isEmpty());
        row.ifPresent(wallets::forget);
        return row.isPresent();
    }

    private static void requireOf(WalletLedger.Row row, Transaction shown) {
        if (!isOf(row, shown)) {
            throw new IllegalArgumentException(
                    "/hash: %s is no transaction of %s, with nonce %d or later, that makes the call"
                            .formatted(shown.getHash(), row.sender(), row.nonce()));
        }
    }

    private static boolean isOf(WalletLedger.Row row, Transaction shown) {
        return shown.getFrom().equalsIgnoreCase(row.sender())
                && shown.getNonce().longValueExact() >= row.nonce()
                && carries(row, shown);
    }

    private static boolean carries(WalletLedger.Row row, Transaction shown) {
        Intent intent = row.intent();
        return TransactionProgress.carries(shown, intent.key(), intent.sender(), intent.hash());
    }

    /** Looks after every call that was announced; the failure of one does not hold up the others. */
    void advanceAll() {
        for (WalletLedger.Row row : wallets.open()) {
            try {
                advanced(row);
            } catch (ChainNotAvailable e) {
                LOG.warn("The wallet's call {} does not get on yet: {}", row.key(), e.getMessage());
            }
        }
    }

    /** From now on, says what is final; also what became final before. */
    void tell(Consumer<WalletCallDone> told) {
        listener = told;
    }

    private WalletCall advanced(WalletLedger.Row row) {
        Optional<StoredTransaction> stored = stored(row);
        if (stored.isPresent() && finality.holds()) {
            // The first step may find what the wallet sent in its place, which the second looks at.
            StoredTransaction now = progress.advance(progress.advance(stored.get()));
            tell(row, now);
        }
        return view(row);
    }

    private void tell(WalletLedger.Row row, StoredTransaction stored) {
        @Nullable Consumer<WalletCallDone> told = listener;
        if (told != null && !row.told() && stored.finished()) {
            tell(told, row, stored);
        }
    }

    private void tell(Consumer<WalletCallDone> told, WalletLedger.Row row, StoredTransaction stored) {
        try {
            if (stored.state() == StoredTransaction.State.FINAL) {
                told.accept(new WalletCallDone(
                        view(row), transactions.find(stored.key()).orElseThrow()));
            }
            wallets.told(row);
        } catch (RuntimeException failure) {
            LOG.error("What the wallet's call {} did could not be recorded; it is tried again", row.key(), failure);
        }
    }

    /** The transaction of an announced call, from the moment on at which a node shows it. */
    private Optional<StoredTransaction> stored(WalletLedger.Row row) {
        Intent intent = row.intent();
        Optional<StoredTransaction> present = ledger.find(intent.key());
        return present.isPresent() || !row.announced()
                ? present
                : shown(row)
                        .map(shown -> ledger.storeOfWallet(
                                intent,
                                row.sender(),
                                progress.outside(
                                        shown, TransactionProgress.kind(shown, carries(row, shown)), row.block())));
    }

    private Optional<Transaction> shown(WalletLedger.Row row) {
        return Optional.ofNullable(row.announcedHash())
                .flatMap(node::transaction)
                .filter(shown -> isOf(row, shown))
                .or(() -> withItsNonce(row));
    }

    /** What is in a block with the announced nonce; if none was announced, what makes the call with one of the next nonces. */
    private Optional<Transaction> withItsNonce(WalletLedger.Row row) {
        long used = node.nonce(row.sender(), DefaultBlockParameterName.LATEST);
        Long announced = row.announcedNonce();
        if (announced != null) {
            return announced < used && announced >= row.nonce()
                    ? node.transaction(row.sender(), announced, row.block())
                    : Optional.empty();
        }
        return LongStream.range(row.nonce(), Math.min(used, row.nonce() + NONCES_SEARCHED))
                .mapToObj(nonce -> node.transaction(row.sender(), nonce, row.block()))
                .flatMap(Optional::stream)
                .filter(shown -> carries(row, shown))
                .findFirst();
    }

    private WalletCall view(WalletLedger.Row row) {
        Optional<StoredTransaction> stored = ledger.find(row.intent().key());
        PartyCall call = row.call();
        WalletCall.State state = stored.map(WalletCalls::state)
                .orElse(row.announced() ? WalletCall.State.ANNOUNCED : WalletCall.State.PREPARED);
        return new WalletCall(
                row.key(),
                node.chainId(),
                Keys.toChecksumAddress(row.sender()),
                Keys.toChecksumAddress(call.to()),
                call.data(),
                "0x0",
                call.meaning(),
                hash(row),
                state,
                stored.map(StoredTransaction::hash).orElse(row.announcedHash()),
                stored.map(StoredTransaction::nonce).orElse(row.announcedNonce()),
                stored.map(transaction -> replacement(row, transaction)).orElse(null),
                state == WalletCall.State.REVERTED
                        ? refusal(row.sender(), call).orElse("a state that has changed since")
                        : null,
                row.preparedAt());
    }

    private static WalletCall.State state(StoredTransaction stored) {
        return switch (stored.state()) {
            case SIGNED, SENT -> WalletCall.State.SENT;
            case INCLUDED -> WalletCall.State.INCLUDED;
            case FINAL -> WalletCall.State.FINAL;
            case REVERTED -> WalletCall.State.REVERTED;
            case NOOPED -> WalletCall.State.FREE;
        };
    }

    private static WalletCall.@Nullable Replacement replacement(WalletLedger.Row row, StoredTransaction stored) {
        Variant variant = stored.variant(stored.hash());
        return switch (variant.kind()) {
            case NOOP -> WalletCall.Replacement.CANCELLATION;
            case FOREIGN -> WalletCall.Replacement.OTHER_CALL;
            case CALL, OUTSIDE -> {
                String announced = row.announcedHash();
                yield announced == null || announced.equals(variant.hash()) ? null : WalletCall.Replacement.SAME_CALL;
            }
        };
    }

    private String hash(WalletLedger.Row row) {
        String encoded = new DefaultFunctionEncoder()
                .encodeParameters(List.of(
                        new Uint256(node.chainId()),
                        new Address(row.sender()),
                        new Address(row.call().to()),
                        new Uint256(BigInteger.ZERO),
                        new DynamicBytes(Numeric.hexStringToByteArray(row.call().data()))));
        return Numeric.toHexString(Hash.sha3(Numeric.hexStringToByteArray(encoded)));
    }
}
