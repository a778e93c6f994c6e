// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwater.chain.WalletCall.Replacement;
import org.headwater.chain.WalletCall.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;

/** What a party's wallet sends, speeds up, cancels or replaces, on a chain that mines when it is told to. */
class WalletCallsTest {

    private static final String SOMEBODY = "0x00000000000000000000000000000000000000aa";

    private final List<WalletCallDone> done = new ArrayList<>();
    private TestChain chain;
    private ChainRoom room;
    private String token;
    private Credentials wallet;

    @BeforeEach
    void open() throws Exception {
        chain = TestChain.start();
        room = chain.open(Map.of());
        room.wallets().tell(done::add);
        token = chain.deployToken(room);
        wallet = Credentials.create(Keys.createEcKeyPair());
        chain.balance(wallet.getAddress(), BigInteger.TEN.pow(18));
    }

    @AfterEach
    void close() throws Exception {
        room.close();
        chain.close();
    }

    @Test
    void walletsTransactionIsFollowedUntilItIsFinalAndToldOnce() {
        WalletCall prepared = prepare("one", approval(1));
        assertThat(prepared.state()).isEqualTo(State.PREPARED);
        assertThat(prepared.chainId()).isEqualTo(chain.id());
        assertThat(prepared.from()).isEqualTo(Keys.toChecksumAddress(wallet.getAddress()));
        assertThat(prepared.value()).isEqualTo("0x0");
        String hash = send(prepared, 0, 2);
        assertThat(follow("one", hash, null).state()).isEqualTo(State.SENT);
        assertThat(room.transactions().cancel("one#1"))
                .as("only the wallet can cancel it")
                .isFalse();
        chain.mine(1);
        assertThat(now("one").state()).isEqualTo(State.INCLUDED);
        assertThat(prepare("one", approval(1)).state()).isEqualTo(State.INCLUDED);
        chain.mine(TestChain.DEPTH - 1);
        WalletCall finished = now("one");
        assertThat(finished.state()).isEqualTo(State.FINAL);
        assertThat(finished.transaction()).isEqualTo(hash);
        assertThat(finished.replacement()).isNull();
        now("one");
        assertThat(done).hasSize(1);
        assertThat(done.getFirst().transaction().logs()).hasSize(1);
        assertThat(prepare("one", approval(1)).state()).isEqualTo(State.FINAL);
        WalletCall again = room.wallets().prepareMissing("one", wallet.getAddress(), approval(1));
        assertThat(again.state()).isEqualTo(State.PREPARED);
        assertThat(again.transaction()).isNull();
    }

    @Test
    void spedUpTransactionIsTheSameIntent() {
        WalletCall prepared = prepare("faster", approval(1));
        String slow = send(prepared, 0, 2);
        follow("faster", slow, 0L);
        String fast = send(prepared, 0, 20);
        chain.mine(1);
        WalletCall included = now("faster");
        assertThat(included.state()).isEqualTo(State.INCLUDED);
        assertThat(included.transaction()).isEqualTo(fast);
        assertThat(included.replacement()).isEqualTo(Replacement.SAME_CALL);
        chain.mine(TestChain.DEPTH - 1);
        assertThat(now("faster").state()).isEqualTo(State.FINAL);
        assertThat(done).extracting(told -> told.transaction().hash()).containsExactly(fast);
    }

    @Test
    void cancelledTransactionSetsTheIntentFreeOnlyOnceThatIsFinal() {
        WalletCall prepared = prepare("cancelled", approval(1));
        String hash = send(prepared, 0, 2);
        follow("cancelled", hash, null);
        chain.send(wallet, 0, wallet.getAddress(), "0x", 20);
        chain.mine(1);
        assertThat(now("cancelled").state()).isEqualTo(State.INCLUDED);
        assertThat(now("cancelled").replacement()).isEqualTo(Replacement.CANCELLATION);
        assertThat(prepare("cancelled", approval(1)).state()).isEqualTo(State.INCLUDED);
        chain.mine(TestChain.DEPTH - 1);
        WalletCall free = now("cancelled");
        assertThat(free.state()).isEqualTo(State.FREE);
        assertThat(free.replacement()).isEqualTo(Replacement.CANCELLATION);
        assertThat(done).isEmpty();
        WalletCall again = prepare("cancelled", approval(1));
        assertThat(again.state()).isEqualTo(State.PREPARED);
        follow("cancelled", send(again, 1, 2), null);
        chain.mine(TestChain.DEPTH);
        assertThat(now("cancelled").state()).isEqualTo(State.FINAL);
        assertThat(done).hasSize(1);
    }

    @Test
    void nonceUsedForAnotherPreparedCallEndsTheOneAndFinishesTheOther() {
        WalletCall first = prepare("first", approval(1));
        WalletCall second = prepare("second", approval(2));
        follow("first", send(first, 0, 2), null);
        follow("second", send(second, 0, 20), null);
        chain.mine(TestChain.DEPTH);
        assertThat(now("first").state()).isEqualTo(State.FREE);
        assertThat(now("first").replacement()).isEqualTo(Replacement.OTHER_CALL);
        assertThat(now("second").state()).isEqualTo(State.FINAL);
    }

    @Test
    void replacementIsFoundThoughNoNodeEverShowedTheAnnouncedHash() {
        String never = "0x" + "ab".repeat(32);
        WalletCall byNonce = prepare("by-nonce", approval(1));
        assertThat(follow("by-nonce", null, 0L).state()).isEqualTo(State.ANNOUNCED);
        send(byNonce, 0, 2);
        chain.mine(1);
        assertThat(now("by-nonce").state()).isEqualTo(State.INCLUDED);
        WalletCall searched = prepare("searched", approval(2));
        assertThat(follow("searched", never, null).state()).isEqualTo(State.ANNOUNCED);
        chain.send(wallet, 1, SOMEBODY, "0x", 2);
        String hash = send(searched, 2, 2);
        chain.mine(TestChain.DEPTH);
        WalletCall found = now("searched");
        assertThat(found.state()).isEqualTo(State.FINAL);
        assertThat(found.transaction()).isEqualTo(hash);
        assertThat(found.replacement()).isEqualTo(Replacement.SAME_CALL);
    }

    @Test
    void announcementThatTheWalletNeverSentCanBeTakenBack() {
        prepare("mistaken", approval(1));
        follow("mistaken", "0x" + "cd".repeat(32), null);
        assertThat(prepare("mistaken", approval(1)).state()).isEqualTo(State.ANNOUNCED);
        assertThat(room.wallets().underWay("mist")).isTrue();
        assertThat(room.wallets().forget("mistaken")).isTrue();
        assertThat(now("mistaken").state()).isEqualTo(State.PREPARED);
        assertThat(room.wallets().underWay("mist")).isFalse();
        follow("mistaken", send(now("mistaken"), 0, 2), null);
        assertThat(room.wallets().forget("mistaken")).isFalse();
    }

    @Test
    void cancellationThatAReorganisationUndoesIsForgotten() {
        WalletCall prepared = prepare("reorganised", approval(1));
        String hash = send(prepared, 0, 2);
        follow("reorganised", hash, null);
        String before = chain.rpc("evm_snapshot").asString();
        chain.send(wallet, 0, wallet.getAddress(), "0x", 20);
        chain.mine(1);
        assertThat(now("reorganised").replacement()).isEqualTo(Replacement.CANCELLATION);
        chain.rpc("evm_revert", before);
        chain.rpc("anvil_dropAllTransactions");
        assertThat(now("reorganised").state()).isEqualTo(State.SENT);
        send(prepared, 0, 2);
        chain.mine(TestChain.DEPTH);
        assertThat(now("reorganised").state()).isEqualTo(State.FINAL);
        assertThat(now("reorganised").transaction()).isEqualTo(hash);
    }

    @Test
    void transactionIsFollowedOverARestartAndToldAfterIt() {
        follow("restarted", send(prepare("restarted", approval(1)), 0, 2), null);
        room.close();
        chain.mine(TestChain.DEPTH);
        room = chain.open(Map.of());
        room.wallets().advanceAll();
        assertThat(done).isEmpty();
        room.wallets().tell(done::add);
        room.wallets().advanceAll();
        assertThat(done).extracting(told -> told.call().key()).containsExactly("restarted");
    }

    @Test
    void failedRecordingIsTriedAgain() {
        follow("recorded", send(prepare("recorded", approval(1)), 0, 2), null);
        chain.mine(TestChain.DEPTH);
        room.wallets().tell(told -> {
            throw new IllegalStateException("the database is away");
        });
        assertThat(now("recorded").state()).isEqualTo(State.FINAL);
        room.wallets().tell(done::add);
        room.wallets().advanceAll();
        assertThat(done).hasSize(1);
    }

    @Test
    void strangersAndOtherCallsAreNotFollowedAndRefusedCallsNotPrepared() {
        WalletCall prepared = prepare("strict", approval(1));
        String other = chain.send(wallet, 0, token, approval(2).data(), 2);
        assertThatThrownBy(() -> follow("strict", other, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/hash: " + other);
        Credentials stranger = chain.relay();
        String theirs = chain.send(stranger, chain.nonce(stranger.getAddress()), token, prepared.data(), 2);
        assertThatThrownBy(() -> follow("strict", theirs, null)).isInstanceOf(IllegalArgumentException.class);
        assertThat(now("strict").state()).isEqualTo(State.PREPARED);
        PartyCall mint = call("mint", SOMEBODY, 1);
        assertThatThrownBy(() -> prepare("minted", mint))
                .isInstanceOf(TransactionReverted.class)
                .hasMessageContaining("DemonstrationToken_NotMinter");
        assertThat(room.wallets().find("minted")).isEmpty();
        assertThatThrownBy(() -> room.wallets().prepare("nobody", "0x12", approval(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("/from: '0x12'");
    }

    @Test
    void transactionThatRevertsInItsBlockSaysWhyAndSetsTheIntentFree() {
        room.transactions().submit(TestChain.mint("units", token, 1));
        String units = FunctionEncoder.encode(new Function(
                "mint", List.of(new Address(wallet.getAddress()), new Uint256(BigInteger.ONE)), List.of()));
        room.transactions().submit(Intent.call("own-unit", Keyring.RELAY, token, units));
        chain.mine(1);
        WalletCall prepared = prepare("twice", call("transfer", SOMEBODY, 1));
        chain.send(wallet, 0, token, prepared.data(), 20);
        follow("twice", send(prepared, 1, 2), 1L);
        chain.mine(TestChain.DEPTH);
        WalletCall reverted = now("twice");
        assertThat(reverted.state()).isEqualTo(State.REVERTED);
        assertThat(reverted.reason()).contains("InsufficientBalance");
        assertThat(done).isEmpty();
    }

    private PartyCall approval(int units) {
        return call("approve", SOMEBODY, units);
    }

    private PartyCall call(String function, String party, int units) {
        String data = FunctionEncoder.encode(
                new Function(function, List.of(new Address(party), new Uint256(BigInteger.valueOf(units))), List.of()));
        return new PartyCall(token, data, "%s(%s, %d)".formatted(function, party, units));
    }

    private WalletCall prepare(String key, PartyCall call) {
        return room.wallets().prepare(key, wallet.getAddress(), call);
    }

    private String send(WalletCall call, long nonce, long feeInGwei) {
        return chain.send(wallet, nonce, call.to(), call.data(), feeInGwei);
    }

    private WalletCall follow(String key, @Nullable String hash, @Nullable Long nonce) {
        return room.wallets().follow(key, hash, nonce).orElseThrow();
    }

    private WalletCall now(String key) {
        return room.wallets().find(key).orElseThrow();
    }
}
