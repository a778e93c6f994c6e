// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.headwater.ChildProcess;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many events in a bounded heap, and how far the index is behind the head. Speeds are printed, not asserted;
 * {@code -Dheadwater.events=1000000} for the long run.
 */
class EventIndexLoadTest {

    private static final int EVENTS = Integer.getInteger("headwater.events", 20_000);
    private static final int EVENTS_IN_BLOCK = 2_000;

    @TempDir
    private Path directory;

    private final DataSource dataSource = EmbeddedParts.get(DataSource.class);

    @Test
    void anyNumberOfEventsIsIndexedInNinetySixMegabytes() throws Exception {
        try (LocalNode node = LocalNode.start(directory)) {
            EventEmitter emitter = new EventEmitter(node);
            for (int emitted = 0; emitted < EVENTS; emitted += EVENTS_IN_BLOCK) {
                emitter.emit(EVENTS_IN_BLOCK);
            }
            node.mine(EventIndex.NEAR_HEAD + 4);
            long head = new ChainEvents(node.web3j()).head().number();
            HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
            String url = "%s?user=%s&password=%s".formatted(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            try (ChildProcess child = ChildProcess.start(
                    List.of("-Xmx96m"),
                    IndexLoadProgram.class,
                    url,
                    "910000",
                    node.url(),
                    emitter.address(),
                    "" + head)) {
                double seconds = Double.parseDouble(child.next("seconds "));
                System.out.printf(
                        "event index: %d events in %.1f s, %.0f a second, heap 96 MB%n",
                        EVENTS, seconds, EVENTS / seconds);
                assertThat(child.ended()).isZero();
            }
            assertThat(JdbcClient.create(dataSource)
                            .sql("select count(*) from index_unit_transfer where chain_id = 910000")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(EVENTS);
        }
    }

    @Test
    void eventAtTheHeadIsSoonInTheIndex() throws Exception {
        try (LocalNode node = LocalNode.start(directory)) {
            EventEmitter emitter = new EventEmitter(node);
            var tables = new IndexTables(
                    JdbcClient.create(dataSource),
                    new JdbcTemplate(dataSource),
                    new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                    910_001);
            tables.watch(IndexedContract.fresh(emitter.address(), ContractKind.HYPERCERTS, 0));
            var index = new EventIndex(new ChainEvents(node.web3j()), tables, InstantSource.system(), 1);
            List<Double> lags = new ArrayList<>();
            try (IndexFollower follower = new IndexFollower(index, OptionalLong.empty(), InstantSource.system())) {
                follower.follow();
                for (int event = 1; event <= 20; event++) {
                    emitter.emit(1);
                    long told = System.nanoTime();
                    while (tables.rows() < event) {
                        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofMinutes(1));
                        Thread.sleep(5);
                    }
                    lags.add((System.nanoTime() - told) / 1e9);
                }
            }
            Collections.sort(lags);
            System.out.printf(
                    "event index: %.2f s behind the head (median), %.2f s at most%n", lags.get(10), lags.getLast());
            assertThat(tables.rows()).isEqualTo(20);
        }
    }
}
