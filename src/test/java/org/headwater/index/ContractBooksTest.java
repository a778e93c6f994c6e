// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.headwater.chain.contract.PerformanceContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.DefaultBlockParameter;

/** The books of performance contracts, kept from what the index stored, against the contracts' own getters. */
class ContractBooksTest {

    private static final int ACTS = Integer.getInteger("headwater.contract-acts", 80);

    @TempDir
    private Path directory;

    private final TestIndex tables = new TestIndex();
    private final JdbcClient database = tables.database();
    private final long chainId = tables.chainId();

    private LocalNode node;
    private ContractLife life;

    @BeforeEach
    void start() throws Exception {
        node = LocalNode.start(directory);
        life = new ContractLife(node, new Random(20_261_128));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void everyEventOfThePerformanceContractIsIndexed() {
        List<String> indexed = ContractKind.PERFORMANCE_CONTRACT.events().stream()
                .map(IndexedEvent::signature)
                .toList();
        List<String> told = Arrays.stream(PerformanceContract.class.getFields())
                .filter(field -> field.getName().endsWith("_EVENT"))
                .map(field -> EventEncoder.encode(eventOf(field)))
                .toList();
        assertThat(told).hasSizeGreaterThan(10);
        assertThat(indexed).containsExactlyInAnyOrderElementsOf(told);
    }

    /** Each round is that of a new index, which goes on where the one before ended. */
    @Test
    void booksAreTheContractsOwnAfterAnyDisputesAndReorganisations() throws Exception {
        RandomGenerator random = new Random(64);
        for (int act = 1; act <= ACTS; act++) {
            life.act();
            if (act % 40 == 0) {
                catchUp(index());
                if (act % 80 == 0) {
                    node.reorganise(1 + random.nextInt(12));
                } else {
                    node.shorten(1 + random.nextInt(12));
                }
                catchUp(index());
                assertBooksAreTheContracts();
            }
        }
        life.tellEverything();
        catchUp(index());
        node.shorten(22);
        life.tellEverything();
        catchUp(index());
        assertBooksAreTheContracts();
        told().forEach(this::assertTimeIsThatOfTheBlock);
        assertThat(told().stream()
                        .map(told -> told.event().getClass().getName())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ContractEvent.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
        assertThat(index().status(null).reorganisations()).isEqualTo(ACTS / 40 + 1);
        System.out.printf(
                "contract books: %d acts on %d contracts%n",
                ACTS, life.contracts().size());
    }

    @Test
    void rebuildGivesTheSameEventsAtTheSameTimes() throws Exception {
        EventIndex index = index();
        List<ToldEvent> before = toldOfSomeActs(index);
        index.rebuild();
        assertThat(told()).isEmpty();

        catchUp(index);

        assertThat(told()).isEqualTo(before).isNotEmpty();
    }

    /** As for an index of an earlier build, which did not take all events of the contracts. */
    @Test
    void contractsWhoseMarksAreSetBackAreReadAgainAlone() throws Exception {
        EventIndex index = index();
        List<ToldEvent> before = toldOfSomeActs(index);
        EnumSet.range(EventTable.DEPOSIT, EventTable.WITHDRAWAL)
                .forEach(table -> database.sql(table.deletionAfterBlock())
                        .params(chainId, -1)
                        .update());
        database.sql("update index_contract set next_block = from_block where chain_id = ? and kind = ?")
                .params(chainId, ContractKind.PERFORMANCE_CONTRACT.name())
                .update();
        assertThat(told()).isEmpty();

        catchUp(index);

        assertThat(told()).isEqualTo(before).isNotEmpty();
    }

    private static Event eventOf(Field field) {
        try {
            return (Event) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void assertBooksAreTheContracts() throws Exception {
        for (String contract : life.contracts()) {
            life.assertTrue(contract, ContractBooks.of(events().of(contract)));
        }
    }

    private void assertTimeIsThatOfTheBlock(ToldEvent told) {
        try {
            var number = DefaultBlockParameter.valueOf(BigInteger.valueOf(told.block()));
            BigInteger seconds = node.web3j()
                    .ethGetBlockByNumber(number, false)
                    .send()
                    .getBlock()
                    .getTimestamp();
            assertThat(told.time()).isEqualTo(Instant.ofEpochSecond(seconds.longValueExact()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indexed near the head; by then they are far from it, so that they are read again in ranges. */
    private List<ToldEvent> toldOfSomeActs(EventIndex index) throws Exception {
        for (int act = 0; act < 20; act++) {
            life.act();
        }
        catchUp(index);
        node.mine(200);
        catchUp(index);
        return told();
    }

    private List<ToldEvent> told() {
        return life.contracts().stream()
                .flatMap(contract -> events().of(contract).stream())
                .toList();
    }

    private ContractEvents events() {
        return new ContractEvents(database, chainId);
    }

    private EventIndex index() {
        return tables.of(
                node.web3j(),
                IndexedContract.fresh(life.factoryAddress(), ContractKind.PERFORMANCE_CONTRACT_FACTORY, 0),
                1);
    }

    private void catchUp(EventIndex index) {
        TestIndex.catchUp(index, node);
    }
}
