// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.headwater.EmbeddedParts;
import org.headwater.chain.contract.PerformanceContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.DefaultBlockParameter;

/** The books of performance contracts, kept from what the index stored, against the contracts' own getters. */
class ContractBooksTest {

    /** Each test indexes under an id of its own in the one database. */
    private static final AtomicLong NEXT_CHAIN = new AtomicLong(910_000);

    private static final int ACTS = Integer.getInteger("headwater.contract-acts", 80);

    @TempDir
    private Path directory;

    private final DataSource dataSource = EmbeddedParts.get(DataSource.class);
    private final JdbcClient database = JdbcClient.create(dataSource);
    private final long chainId = NEXT_CHAIN.getAndIncrement();

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
        Set<Class<?>> kinds = new HashSet<>();
        for (int act = 1; act <= ACTS; act++) {
            life.act();
            if (act % 40 == 0) {
                catchUp(index());
                told().forEach(one -> kinds.add(one.event().getClass()));
                if (act % 80 == 0) {
                    node.reorganise(1 + random.nextInt(12));
                } else {
                    node.shorten(1 + random.nextInt(12));
                }
                catchUp(index());
                assertBooksAreTheContracts();
            }
        }
        life.decideAgainstThePayer();
        catchUp(index());
        node.shorten(17);
        life.decideAgainstThePayer();
        catchUp(index());
        assertBooksAreTheContracts();
        told().forEach(one -> kinds.add(one.event().getClass()));
        told().forEach(this::assertTimeIsThatOfTheBlock);
        assertThat(index().status(null).reorganisations()).isEqualTo(ACTS / 40 + 1);
        assertThat(kinds).containsExactlyInAnyOrder(ContractEvent.class.getPermittedSubclasses());
        System.out.printf(
                "contract books: %d acts on %d contracts%n",
                ACTS, life.contracts().size());
    }

    @Test
    void rebuildGivesTheSameEventsAtTheSameTimes() throws Exception {
        EventIndex index = index();
        for (int act = 0; act < 20; act++) {
            life.act();
        }
        catchUp(index);
        List<ToldEvent> before = told();
        node.mine(200);
        index.rebuild();
        assertThat(told()).isEmpty();

        catchUp(index);

        assertThat(told()).isEqualTo(before).isNotEmpty();
    }

    /** As for an index of an earlier build, which did not take all events of the contracts. */
    @Test
    void contractsWhoseMarksAreSetBackAreReadAgainAlone() throws Exception {
        EventIndex index = index();
        for (int act = 0; act < 20; act++) {
            life.act();
        }
        catchUp(index);
        List<ToldEvent> before = told();
        node.mine(200);
        catchUp(index);
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

    private List<ToldEvent> told() {
        return life.contracts().stream()
                .flatMap(contract -> events().of(contract).stream())
                .toList();
    }

    private ContractEvents events() {
        return new ContractEvents(database, chainId);
    }

    private EventIndex index() {
        var tables = new IndexTables(
                database,
                new JdbcTemplate(dataSource),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                chainId);
        tables.watch(IndexedContract.fresh(life.factoryAddress(), ContractKind.PERFORMANCE_CONTRACT_FACTORY, 0));
        return new EventIndex(new ChainEvents(node.web3j()), tables, InstantSource.system(), 1);
    }

    private void catchUp(EventIndex index) {
        long head = new ChainEvents(node.web3j()).head().number();
        while (index.step() || index.status(null).indexedUpTo() < head) {
            Thread.onSpinWait();
        }
    }
}
