// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.protocol.Web3j;

/** The index against the real contract on a real node: whatever happened, it says what the contract says. */
class EventIndexTest {

    private static final int FINALITY_DEPTH = 65;
    private static final int REORGANISATIONS_OF_ONE_CHAIN = 25;

    @TempDir
    private Path directory;

    private final TestIndex tables = new TestIndex();
    private final JdbcClient database = tables.database();
    private final long chainId = tables.chainId();

    private LocalNode node;
    private HypercertLife life;

    @BeforeEach
    void start() throws Exception {
        node = LocalNode.start(directory);
        life = new HypercertLife(node, new Random(20_261_127));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void holdingsAreThoseOfTheContractAfterAnyHistory() throws Exception {
        EventIndex index = index(node.web3j());
        for (int acts = 0; acts < 60; acts++) {
            life.act();
            if (acts % 7 == 0) {
                catchUp(index);
            }
        }
        catchUp(index);

        assertIndexIsChain();
        assertThat(database.sql("select count(*) from index_claim where chain_id = ?")
                        .param(chainId)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void transferOfNothingMakesNobodyAnOwner() throws Exception {
        life.act();
        Holding held = life.onChain().values().iterator().next();
        String stranger = life.people().stream()
                .filter(person -> !person.equals(held.owner()))
                .findFirst()
                .orElseThrow();
        life.claimByTransferOfNothing(held, stranger);
        assertThat(life.ownerOf(held)).isEqualTo(stranger);

        catchUp(index(node.web3j()));

        assertThat(new Holdings(database, chainId).of(held.owner())).containsExactly(held);
        assertThat(new Holdings(database, chainId).of(stranger)).isEmpty();
    }

    @Test
    void rangesFarFromTheHeadGiveTheSameAsBlocksNearIt() throws Exception {
        EventIndex near = index(node.web3j());
        for (int acts = 0; acts < 20; acts++) {
            life.act();
            catchUp(near);
        }
        List<String> readBlockByBlock = unitTransfers();
        node.mine(2_000);
        near.rebuild();
        assertThat(unitTransfers()).isEmpty();

        catchUp(near);

        assertThat(unitTransfers()).isEqualTo(readBlockByBlock).isNotEmpty();
        assertIndexIsChain();
    }

    /** The parts of {@code -Dheadwater.reorganisations}, 500 for the long run; anvil loses contracts where more pile up. */
    static List<Arguments> parts() {
        int all = Integer.getInteger("headwater.reorganisations", 16);
        return IntStream.iterate(0, done -> done < all, done -> done + REORGANISATIONS_OF_ONE_CHAIN)
                .mapToObj(done -> Arguments.of(done, Math.min(all - done, REORGANISATIONS_OF_ONE_CHAIN)))
                .toList();
    }

    /**
     * Of depth 1 to 64, on a history that goes on between. The finality depth is 65, so that nothing which was final may ever
     * be missed.
     */
    @ParameterizedTest
    @MethodSource("parts")
    void whatAReorganisationTakesBackIsTakenBack(int seed, int reorganisations) throws Exception {
        EventIndex index = index(node.web3j());
        for (int acts = 0; acts < 10; acts++) {
            life.act();
        }
        node.mine(FINALITY_DEPTH);
        RandomGenerator random = new Random(64 + seed);
        List<String> everFinal = new ArrayList<>();
        int changed = 0;
        for (int round = 0; round < reorganisations; round++) {
            for (int acts = 0; acts < 3; acts++) {
                life.act();
                node.mine(random.nextInt(4));
            }
            catchUp(index);
            everFinal = finalUnitTransfers(index);
            String before = node.headHash();
            node.reorganise(1 + random.nextInt(64));
            // Blocks that were empty before are replaced by the same ones.
            changed += node.headHash().equals(before) ? 0 : 1;
            catchUp(index);

            assertIndexIsChain();
            assertThat(finalUnitTransfers(index)).containsAll(everFinal);
        }
        assertThat(everFinal).isNotEmpty();
        assertThat(index.status(null).reorganisations()).isEqualTo(changed).isPositive();
        System.out.printf(
                "event index: %d reorganisations of depth 1 to 64, %d of which changed blocks, index equal to chain"
                        + " after each%n",
                reorganisations, changed);
    }

    @Test
    void nodeThatFallsBehindOnTheSameChainTakesNothingBack() throws Exception {
        EventIndex index = index(node.web3j());
        life.act();
        node.mine(5);
        catchUp(index);
        List<String> before = unitTransfers();
        try (UnreliableNode behind = new UnreliableNode(node)) {
            behind.lag(3);
            EventIndex lagging = index(behind.web3j());

            assertThat(lagging.step()).isFalse();

            assertThat(unitTransfers()).isEqualTo(before);
            assertThat(lagging.status(null).reorganisations()).isZero();
        }
    }

    @Test
    void rangeShrinksUntilTheNodeAnswersAndNothingIsMissed() throws Exception {
        for (int acts = 0; acts < 25; acts++) {
            life.act();
            node.mine(40);
        }
        node.mine(200);
        try (UnreliableNode limited = new UnreliableNode(node)) {
            limited.limitRange(30);
            catchUp(index(limited.web3j()));

            assertThat(limited.refusals()).isPositive();
            assertIndexIsChain();
        }
    }

    @Test
    void nodeThatRefusesOrAnswersNonsenseChangesNothing() throws Exception {
        life.act();
        try (UnreliableNode broken = new UnreliableNode(node)) {
            EventIndex index = index(broken.web3j());
            for (String answer : List.of(
                    "",
                    "<html>502 Bad Gateway</html>",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32005,\"message\":\"rate limit\"}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,")) {
                for (int status : List.of(200, 429, 503)) {
                    broken.answer(status, answer);
                    assertThatThrownBy(index::step).isInstanceOf(NoAnswer.class);
                    assertThat(unitTransfers()).isEmpty();
                }
            }
            broken.answerTruly();
            catchUp(index);
            assertIndexIsChain();
        }
    }

    @Test
    void severalIndexersOnOneDatabaseStoreEverythingOnce() throws Exception {
        for (int acts = 0; acts < 30; acts++) {
            life.act();
        }
        node.mine(400);
        index(node.web3j());
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                running.add(threads.submit(() -> catchUp(index(node.web3j()))));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        catchUp(index(node.web3j()));
        assertIndexIsChain();
        assertThat(unitTransfers()).doesNotHaveDuplicates();
    }

    private EventIndex index(Web3j web3j) {
        return tables.of(web3j, IndexedContract.fresh(life.contract(), ContractKind.HYPERCERTS, 0), FINALITY_DEPTH);
    }

    private void catchUp(EventIndex index) {
        TestIndex.catchUp(index, node);
    }

    private void assertIndexIsChain() throws Exception {
        var held = life.onChain();
        var holdings = new Holdings(database, chainId);
        assertThat(life.people().stream().flatMap(person -> holdings.of(person).stream()))
                .containsExactlyInAnyOrderElementsOf(held.values());
        for (BigInteger claim :
                held.values().stream().map(Holding::claimId).distinct().toList()) {
            assertThat(holdings.of(life.contract(), claim))
                    .containsExactlyElementsOf(held.values().stream()
                            .filter(holding -> holding.claimId().equals(claim))
                            .toList());
        }
    }

    private List<String> unitTransfers() {
        return unitTransfersUpTo(Long.MAX_VALUE);
    }

    private List<String> finalUnitTransfers(EventIndex index) {
        return unitTransfersUpTo(index.status(null).finalUpTo());
    }

    private List<String> unitTransfersUpTo(long block) {
        return database.sql("""
            select concat_ws(' ', transaction, log_index, ordinal, claim_id, from_token, to_token, units)
            from index_unit_transfer where chain_id = ? and block <= ? order by block, log_index, ordinal\
            """).params(chainId, block).query(String.class).list();
    }
}
