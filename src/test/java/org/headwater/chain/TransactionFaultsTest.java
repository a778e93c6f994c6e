// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.utils.Numeric;

/**
 * Faults of the pool, the key and the chain, so many times as the settings say; each intent gives one unit of a token to a
 * receiver of its own, so that the chain itself tells what happened once, twice or never.
 */
@Tag("soak")
class TransactionFaultsTest {

    private static final int DROPPED = Integer.getInteger("headwater.soak.dropped", 8);
    private static final int REPLACED = Integer.getInteger("headwater.soak.replaced", 8);
    private static final int STUCK = Integer.getInteger("headwater.soak.stuck", 4);
    private static final int FOREIGN = Integer.getInteger("headwater.soak.foreign", 4);
    private static final int REORGS = Integer.getInteger("headwater.soak.reorgs", 8);
    private static final long SEED = Long.getLong("headwater.soak.seed", 20_261_127);

    private static final int IN_FLIGHT = 4;
    private static final String SOMEBODY = "0x00000000000000000000000000000000000000aA";
    private static final Duration LATER = Duration.ofMinutes(1);

    private TestChain chain;
    private ChainRoom room;
    private String token;
    private int minted;

    @BeforeEach
    void open() throws Exception {
        chain = TestChain.start();
        room = chain.open(Map.of("chain.fee.bump-after-blocks", "1"));
        token = chain.deployToken(room);
    }

    @AfterEach
    void close() throws Exception {
        room.close();
        chain.close();
    }

    @Test
    void droppedTransactionsAreSentAgainAndExecuteOnce() {
        for (int done = 0; done < DROPPED; done += IN_FLIGHT) {
            submit(Math.min(IN_FLIGHT, DROPPED - done));
            dropAll();
            chain.mine(1);
            chain.later(LATER);
            settle();
        }
        requireAllOnce(DROPPED);
    }

    @Test
    void replacedTransactionsExecuteOnceWhicheverVariantWins() {
        var random = new Random(SEED);
        int replaced = 0;
        for (int done = 0; done < REPLACED; done++) {
            submit(1);
            StoredTransaction first = stored(minted - 1);
            chain.rpc("anvil_dropTransaction", first.hash());
            chain.mine(1);
            chain.later(LATER);
            room.transactions().advanceAll();
            StoredTransaction bumped = stored(minted - 1);
            assertThat(bumped.variants()).hasSize(2);
            if (random.nextBoolean()) {
                chain.rpc("anvil_dropTransaction", bumped.hash());
                chain.rpc("eth_sendRawTransaction", first.newest().hex());
            }
            settle();
            replaced += stored(minted - 1).variants().size() - 1;
        }
        assertThat(replaced).isGreaterThanOrEqualTo(REPLACED);
        requireAllOnce(REPLACED);
    }

    @Test
    void feesRiseByTheStatedShareWithNonceAndCallUnchanged() {
        submit(1);
        StoredTransaction first = stored(0);
        dropAll();
        chain.mine(1);
        chain.later(LATER);
        room.transactions().advanceAll();
        StoredTransaction bumped = stored(0);
        assertThat(bumped.variants()).hasSize(2);
        Variant before = first.newest();
        Variant after = bumped.newest();
        assertThat(after.fees().maximum().multiply(BigInteger.valueOf(100)))
                .isGreaterThanOrEqualTo(before.fees().maximum().multiply(BigInteger.valueOf(112)));
        assertThat(after.fees().priority().multiply(BigInteger.valueOf(100)))
                .isGreaterThanOrEqualTo(before.fees().priority().multiply(BigInteger.valueOf(112)));
        assertThat(after.nonce()).isEqualTo(before.nonce());
        assertThat(after.decoded().getData()).isEqualTo(before.decoded().getData());
        settle();
        requireAllOnce(1);
    }

    @Test
    void stuckNonceWhoseIntentCanNoLongerExecuteIsFilledAndFollowersFlow() {
        for (int i = 0; i < STUCK; i++) {
            // The minter of the token changes hands by a change of its code, so that the mint would revert.
            String code = chain.rpc("eth_getCode", token, "latest").asString();
            submit(1);
            int stuck = minted - 1;
            dropAll();
            chain.rpc("anvil_setCode", token, "0x5f5ffd");
            chain.mine(1);
            chain.later(LATER);
            room.transactions().advanceAll();
            assertThat(stored(stuck).newest().kind()).isEqualTo(Variant.Kind.NOOP);
            chain.mine(TestChain.DEPTH);
            room.transactions().advanceAll();
            assertThat(stored(stuck).state()).isEqualTo(StoredTransaction.State.NOOPED);
            chain.rpc("anvil_setCode", token, code);
            submit(1);
            settle();
            assertThat(stored(minted - 1).state()).isEqualTo(StoredTransaction.State.FINAL);
            // Asked for again, the intent gets a nonce of its own and executes after all.
            room.transactions().submit(TestChain.mint("mint-" + stuck, token, stuck));
            settle();
        }
        requireAllOnce(2 * STUCK);
    }

    @Test
    void cancelledIntentIsFilledAndDoesNotExecute() {
        submit(1);
        dropAll();
        assertThat(room.transactions().cancel("mint-0")).isTrue();
        chain.later(LATER);
        room.transactions().advanceAll();
        chain.mine(TestChain.DEPTH);
        room.transactions().advanceAll();
        assertThat(stored(0).state()).isEqualTo(StoredTransaction.State.NOOPED);
        assertThat(chain.units(token, 0)).isZero();
        assertThat(room.transactions().cancel("mint-0")).isFalse();
    }

    @Test
    void nonceThatWasGivenOutAndNeverSentIsFilled() {
        EmbeddedParts.get(JdbcClient.class)
                .sql("update chain_nonce set next_nonce = next_nonce + 1 where chain_id = ?")
                .param(chain.id())
                .update();
        submit(2);
        chain.mine(2);
        assertThat(chain.nonce(chain.relay().getAddress())).isEqualTo(1);
        chain.later(LATER);
        room.transactions().advanceAll();
        settle();
        settle();
        requireAllOnce(2);
    }

    @Test
    void nonceTakenByAForeignTransactionIsReplannedOnlyOnceThatIsFinal() {
        for (int i = 0; i < FOREIGN; i++) {
            submit(1);
            int number = minted - 1;
            StoredTransaction before = stored(number);
            dropAll();
            chain.sendOutside(before.nonce(), SOMEBODY, "0x", 200);
            chain.mine(1);
            chain.later(LATER);
            room.transactions().advanceAll();
            assertThat(stored(number).nonce()).isEqualTo(before.nonce());
            chain.mine(TestChain.DEPTH - 1);
            room.transactions().advanceAll();
            assertThat(stored(number).nonce()).isEqualTo(before.nonce() + 1);
            settle();
        }
        requireAllOnce(FOREIGN);
        assertThat(alarms()).containsOnly(Alarms.Kind.KEY_SHARED);
    }

    @Test
    void foreignTransactionThatCarriesTheIntentCountsAsIt() {
        submit(1);
        StoredTransaction before = stored(0);
        dropAll();
        String outside =
                chain.sendOutside(before.nonce(), token, before.intent().data(), 200);
        chain.mine(TestChain.DEPTH);
        chain.later(LATER);
        settle();
        assertThat(room.transactions().find("mint-0").orElseThrow().hash()).isEqualTo(outside);
        requireAllOnce(1);
    }

    /** Each ten on a fresh node: anvil drops contracts when it goes back by many blocks after about a thousand. */
    @Test
    void reorganisedTransactionsComeBackAndNothingFinalVanishes() throws Exception {
        var random = new Random(SEED);
        for (int done = 0; done < REORGS; done += minted) {
            if (done > 0) {
                close();
                open();
                minted = 0;
            }
            reorganise(Math.min(10, REORGS - done), random);
            requireAllOnce(minted);
        }
    }

    private void reorganise(int times, Random random) {
        room.close();
        chain.mine(64);
        room = chain.open(Map.of("chain.finality-depth", "65"));
        for (int i = 0; i < times; i++) {
            reorganise(minted++, 1 + random.nextInt(64), random);
        }
    }

    private void reorganise(int number, int depth, Random random) {
        room.transactions().submit(TestChain.mint("mint-" + number, token, number));
        chain.mine(1 + random.nextInt(depth));
        room.transactions().advanceAll();
        assertThat(stored(number).state()).isEqualTo(StoredTransaction.State.INCLUDED);
        assertThat(room.transactions().find("mint-" + number)).isEmpty();
        String block = stored(number).blockHash();
        chain.rpc("anvil_reorg", depth, List.of());
        room.transactions().advanceAll();
        assertThat(stored(number).blockHash()).isNotEqualTo(block);
        assertThat(events(number)).contains("REORGED");
        chain.later(LATER);
        room.transactions().advanceAll();
        chain.mine(65);
        room.transactions().advanceAll();
        assertThat(stored(number).state()).isEqualTo(StoredTransaction.State.FINAL);
    }

    @Test
    void reorganisationDeeperThanFinalityStopsWritingUntilSomebodyClearsIt() {
        submit(1);
        settle();
        chain.mine(4);
        room.transactions().advanceAll();
        chain.rpc("anvil_reorg", 6, List.of());
        Intent next = TestChain.mint("mint-late", token, 77);
        assertThatThrownBy(() -> room.transactions().submit(next))
                .isInstanceOf(ChainNotAvailable.class)
                .hasMessageContaining("stopped");
        Alarms.Alarm alarm = room.status().view().alarms().getFirst();
        assertThat(alarm.kind()).isEqualTo(Alarms.Kind.DEEP_REORGANISATION);
        assertThat(room.status().clear(alarm.kind(), alarm.subject())).isTrue();
        room.transactions().submit(next);
        chain.mine(TestChain.DEPTH);
        room.transactions().advanceAll();
        assertThat(chain.units(token, 77)).isEqualTo(1);
    }

    @Test
    void feesStopAtTheCapWithAnAlarmAndGoOnWhenTheBaseFeeFalls() {
        room.close();
        room = chain.open(Map.of("chain.fee.bump-after-blocks", "1", "chain.fee.cap-gwei", "4"));
        room.transactions().submit(TestChain.mint("mint-0", token, 0));
        minted = 1;
        chain.rpc("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(gwei(100)));
        for (int i = 0; i < 6; i++) {
            chain.mine(1);
            chain.rpc("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(gwei(100)));
            chain.later(LATER);
            room.transactions().advanceAll();
        }
        assertThat(stored(0).variants())
                .allSatisfy(variant -> assertThat(variant.fees().maximum()).isLessThanOrEqualTo(gwei(4)));
        assertThat(alarms()).containsExactly(Alarms.Kind.FEE_CAP);
        chain.rpc("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(gwei(1)));
        chain.mine(1);
        chain.later(LATER);
        room.transactions().advanceAll();
        chain.rpc("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(gwei(1)));
        chain.mine(TestChain.DEPTH);
        room.transactions().advanceAll();
        assertThat(alarms()).isEmpty();
        requireAllOnce(1);
    }

    @Test
    void senderWithoutMoneyIsRefusedAndGoesOnAloneWhenItHasSome() {
        chain.balance(chain.relay().getAddress(), BigInteger.valueOf(1_000));
        assertThatThrownBy(() -> submit(1))
                .isInstanceOf(InsufficientFunds.class)
                .hasMessageContaining(chain.relay().getAddress());
        minted = 0;
        chain.balance(chain.relay().getAddress(), BigInteger.TEN.pow(20));
        submit(1);
        dropAll();
        chain.balance(chain.relay().getAddress(), BigInteger.valueOf(1_000));
        chain.later(LATER);
        room.transactions().advanceAll();
        assertThat(alarms()).contains(Alarms.Kind.BALANCE_CRITICAL);
        chain.balance(chain.relay().getAddress(), BigInteger.TEN.pow(20));
        chain.later(LATER);
        settle();
        requireAllOnce(1);
    }

    @Test
    void lowBalanceRaisesOneAlarmAndALowerOneAnother() {
        String relay = chain.relay().getAddress();
        chain.balance(relay, BigInteger.TEN.pow(17));
        room.balances().check();
        assertThat(alarms()).containsExactly(Alarms.Kind.BALANCE_LOW);
        chain.balance(relay, BigInteger.TEN.pow(16));
        room.balances().check();
        assertThat(alarms()).containsExactlyInAnyOrder(Alarms.Kind.BALANCE_LOW, Alarms.Kind.BALANCE_CRITICAL);
        chain.balance(relay, BigInteger.TEN.pow(18));
        room.balances().check();
        assertThat(alarms()).isEmpty();
    }

    @Test
    void whoSleptWhileAnotherWroteCannotWrite() {
        submit(1);
        StoredTransaction asleep = stored(0);
        try (ChainRoom other = chain.open(Map.of())) {
            chain.mine(TestChain.DEPTH);
            other.transactions().advanceAll();
            assertThat(stored(0).state()).isEqualTo(StoredTransaction.State.FINAL);
            var ledger = new TransactionLedger(
                    EmbeddedParts.get(JdbcClient.class),
                    new org.springframework.transaction.support.TransactionTemplate(
                            EmbeddedParts.get(org.springframework.transaction.PlatformTransactionManager.class)),
                    chain::now,
                    chain.id());
            ledger.abandon(asleep, "late");
            ledger.cancel(asleep);
        }
        assertThat(stored(0).state()).isEqualTo(StoredTransaction.State.FINAL);
    }

    private List<Alarms.Kind> alarms() {
        return room.status().view().alarms().stream().map(Alarms.Alarm::kind).toList();
    }

    private static BigInteger gwei(long amount) {
        return BigInteger.valueOf(amount).multiply(BigInteger.TEN.pow(9));
    }

    private void submit(int count) {
        for (int i = 0; i < count; i++) {
            int number = minted++;
            room.transactions().submit(TestChain.mint("mint-" + number, token, number));
        }
    }

    private void dropAll() {
        chain.rpc("anvil_dropAllTransactions");
    }

    /** Sends what is due, mines, and lets it become final. */
    private void settle() {
        room.transactions().advanceAll();
        chain.mine(TestChain.DEPTH);
        room.transactions().advanceAll();
    }

    private StoredTransaction stored(int number) {
        return room.ledger().find("mint-" + number).orElseThrow();
    }

    private List<String> events(int number) {
        return EmbeddedParts.get(JdbcClient.class)
                .sql("select event from chain_transition where sequence = ? order by version")
                .param(stored(number).sequence())
                .query(String.class)
                .list();
    }

    private void requireAllOnce(int expected) {
        assertThat(minted).isEqualTo(expected);
        assertThat(room.ledger().unfinished()).isEmpty();
        List<Long> units = new ArrayList<>();
        IntStream.range(0, minted).forEach(number -> units.add(chain.units(token, number)));
        assertThat(units).containsOnly(1L);
        long next = chain.nonce(chain.relay().getAddress());
        List<Long> ours = EmbeddedParts.get(JdbcClient.class)
                .sql("select distinct nonce from chain_variant where chain_id = ? order by nonce")
                .param(chain.id())
                .query(Long.class)
                .list();
        assertThat(ours).isSubsetOf(LongStream.range(0, next).boxed().toList());
    }
}
