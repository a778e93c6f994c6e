// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.headwater.ChildProcess;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox on the real database, with the embedded store and two local servers as targets. Time is a number here that
 * moves on by the schedule's interval at each run; connections, bytes and rows are real.
 */
class PinsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration VERIFY_EVERY = Duration.ofMinutes(10);
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private final JdbcClient database = EmbeddedParts.get(JdbcClient.class);
    private Instant now = START;
    private LocalNode first;
    private LocalNode second;
    private PinTargets targets;
    private Pins pins;
    private PinnedBlockStore store;
    private PinAttendance attendance;

    @BeforeEach
    void openOutbox() throws IOException {
        database.sql("delete from pin").update();
        first = new LocalNode();
        second = new LocalNode();
        targets = new PinTargets("embedded", new EmbeddedBlockStore(directory))
                .and(first.address(), new Kubo(first.address()))
                .and(second.address(), new Kubo(second.address()));
        pins = new Pins(database, targets.names());
        InstantSource time = () -> now;
        store = new PinnedBlockStore(targets, pins, time);
        attendance = new PinAttendance(targets, pins, VERIFY_EVERY, time);
    }

    @AfterEach
    void stopNodes() {
        first.close();
        second.close();
    }

    @Test
    void publishedFileIsPinnedAndReadBackAtEveryTarget() {
        Cid small = store.add(SeededBytes.of(1, 1000));
        Cid large = store.add(SeededBytes.of(2, 2 * UnixFs.CHUNK_SIZE + 9));
        assertThat(states(small)).containsExactlyInAnyOrder(Pin.State.PINNED, Pin.State.QUEUED, Pin.State.QUEUED);

        attendance.run();

        for (Cid cid : List.of(small, large)) {
            assertThat(states(cid)).hasSize(3).containsOnly(Pin.State.VERIFIED);
            assertThat(first.holds(cid)).isTrue();
            assertThat(second.holds(cid)).isTrue();
        }
        assertThat(pins.of(small)).allSatisfy(pin -> {
            assertThat(pin.verifiedAt()).isEqualTo(START);
            assertThat(pin.dueAt()).isEqualTo(START.plus(VERIFY_EVERY));
        });
    }

    @Test
    void targetDownForTenMinutesLosesNothingAndHasAllWithinFifteen() throws IOException {
        first.stop();
        List<Cid> published = publish(40);
        runUntil(START.plus(Duration.ofMinutes(10)));
        assertThat(pins.of(published))
                .filteredOn(pin -> pin.target().equals(first.address()))
                .noneMatch(pin -> pin.state() == Pin.State.VERIFIED)
                .anySatisfy(pin -> {
                    assertThat(pin.state()).isEqualTo(Pin.State.FAILED);
                    assertThat(pin.reason()).contains(first.address()).contains("does not answer");
                    assertThat(pin.attempts()).isPositive();
                });
        assertThat(published).as("the other target does not wait").allMatch(second::holds);

        first.startAgain();
        Duration taken = runUntilAllVerified(published);

        assertThat(published).allMatch(first::holds);
        assertThat(taken).as("from the begin of the outage").isLessThanOrEqualTo(Duration.ofMinutes(15));
        assertThat(pins.of(published)).allMatch(pin -> pin.attempts() == 0 && pin.reason() == null);
    }

    @Test
    void lostPinsAreFoundAndPinnedAgainWithinFifteenMinutes() {
        List<Cid> published = publish(60);
        attendance.run();
        attendance.run();
        assertThat(published).allMatch(first::holds);
        now = now.plus(Duration.ofSeconds(1));
        Instant lost = now;
        published.forEach(first::lose);

        while (!published.stream().allMatch(first::holds)) {
            step();
            assertThat(Duration.between(lost, now)).isLessThanOrEqualTo(Duration.ofMinutes(15));
        }

        assertThat(pins.of(published)).allMatch(pin -> pin.state() == Pin.State.VERIFIED);
    }

    @Test
    void otherBytesAtATargetAreNotAcceptedAndReplaced() {
        Cid cid = store.add(SeededBytes.of(1, 1000));
        attendance.run();
        first.change(cid, bytes -> SeededBytes.of(2, 1000));

        now = now.plus(VERIFY_EVERY);
        attendance.run();

        assertThat(first.holds(cid)).isTrue();
        assertThat(states(cid)).containsOnly(Pin.State.VERIFIED);
    }

    @Test
    void targetThatKeepsGivingOtherBytesIsNeverCalledVerified() throws IOException {
        Cid cid = Cid.of(new byte[] {7});
        try (LocalServer liar = new LocalServer(request -> new LocalServer.Answer(
                200, ("{\"Hash\":\"" + cid + "\",\"Keys\":{\"" + cid + "\":{}}}").getBytes(StandardCharsets.UTF_8)))) {
            PinTargets lying = new PinTargets("embedded", new EmbeddedBlockStore(directory))
                    .and(liar.address(), new Kubo(liar.address()));
            Pins outbox = new Pins(database, lying.names());
            new PinnedBlockStore(lying, outbox, () -> now).add(new byte[] {7});

            new PinAttendance(lying, outbox, VERIFY_EVERY, () -> now).run();

            assertThat(outbox.of(cid))
                    .filteredOn(pin -> pin.target().equals(liar.address()))
                    .singleElement()
                    .satisfies(pin -> assertThat(pin.state()).isEqualTo(Pin.State.FAILED))
                    .satisfies(pin -> assertThat(pin.reason()).contains("does not give it back"));
        }
    }

    @Test
    void bytesLostHereComeBackFromATarget() throws IOException {
        byte[] content = SeededBytes.of(3, UnixFs.CHUNK_SIZE + 1);
        Cid cid = store.add(content);
        attendance.run();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(store.read(cid)).isEmpty();

        now = now.plus(VERIFY_EVERY);
        attendance.run();

        assertThat(store.read(cid)).hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
        assertThat(store.pinState(cid)).isEqualTo(PinState.PINNED);
    }

    @Test
    void entryWithoutBytesSaysSoUntilTheFileIsPublishedAgain() {
        byte[] content = SeededBytes.of(4, 100);
        pins.enqueue(Cid.of(content), now);

        attendance.run();
        assertThat(pins.of(Cid.of(content)))
                .allSatisfy(pin -> assertThat(pin.reason()).contains("publish it again"));

        Cid cid = store.add(content);
        runUntilAllVerified(List.of(cid));
    }

    @Test
    void targetThatJoinsLaterGetsWhatWasPublishedBefore() {
        Pins before = new Pins(database, List.of("embedded"));
        Cid cid = targets.own().add(SeededBytes.of(5, 100));
        before.enqueue(cid, now);

        pins.enqueueKnownFiles(now);
        attendance.run();

        assertThat(second.holds(cid)).isTrue();
        assertThat(states(cid)).hasSize(3).containsOnly(Pin.State.VERIFIED);
    }

    @Test
    void bytesDamagedHereComeBackFromATarget() throws IOException {
        byte[] content = SeededBytes.of(8, 1000);
        Cid cid = store.add(content);
        attendance.run();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[] {1});
            }
        }

        now = now.plus(VERIFY_EVERY);
        attendance.run();

        assertThat(store.read(cid)).hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
    }

    @Test
    void pauseDoublesFromFiveSecondsToTwoMinutes() {
        Cid cid = Cid.of(new byte[] {9});
        pins.enqueue(cid, now);
        List<Long> pauses = IntStream.range(0, 8)
                .mapToObj(i -> {
                    pins.failed(pins.of(cid).getFirst(), "no answer", now);
                    return Duration.between(now, pins.of(cid).getFirst().dueAt())
                            .toSeconds();
                })
                .toList();

        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 120L, 120L, 120L);
    }

    @Test
    void rowsOfATargetThatWasRemovedAreNeitherShownNorAttended() {
        Cid cid = store.add(SeededBytes.of(10, 100));
        Pins ours = new Pins(database, List.of("embedded"));

        assertThat(pins.due(now, 10)).hasSize(3);
        assertThat(List.of(ours.of(cid), ours.due(now, 10), ours.newest(10)))
                .allSatisfy(rows -> assertThat(rows).extracting(Pin::target).containsExactly("embedded"));
    }

    @Test
    void pinsInTroubleAreShownFirst() {
        Cid troubled = store.add(SeededBytes.of(11, 100));
        pins.failed(pins.of(troubled).getFirst(), "no answer", now);
        now = now.plusSeconds(1);
        store.add(SeededBytes.of(12, 100));

        assertThat(pins.newest(10).getFirst().cid()).isEqualTo(troubled);
    }

    /** Another store as a target, which tells what stands in the outbox whenever it is given a file. */
    private final class WatchedStore implements BlockStore {

        private final List<Pin.State> seen = new ArrayList<>();
        private int asked;
        private PinState state = PinState.ABSENT;
        private boolean answers = true;

        @Override
        public Cid add(byte[] content) {
            Cid cid = Cid.of(content);
            seen.addAll(database.sql("select state from pin where cid = ? and target = 'watched'")
                    .param(cid.text())
                    .query((row, number) -> Pin.State.valueOf(row.getString("state")))
                    .list());
            targets.own().add(content);
            state = PinState.PINNED;
            return cid;
        }

        @Override
        public Optional<byte[]> block(Cid cid) {
            return targets.own().block(cid);
        }

        @Override
        public PinState pinState(Cid cid) {
            asked++;
            if (!answers) {
                throw new BlockStoreFailure("no answer", new IOException("no answer"));
            }
            return state;
        }
    }

    @Test
    void lossIsSaidWhileTheFileIsPinnedAgainAndWhatIsOnlyThereIsPinned() {
        WatchedStore watched = new WatchedStore();
        PinTargets other = new PinTargets("watched", watched);
        Pins outbox = new Pins(database, other.names());
        Cid cid = targets.own().add(SeededBytes.of(13, 100));
        outbox.enqueue(cid, now);
        PinAttendance attending = new PinAttendance(other, outbox, VERIFY_EVERY, () -> now);

        watched.state = PinState.PRESENT;
        attending.run();
        watched.state = PinState.PRESENT;
        now = now.plus(VERIFY_EVERY);
        attending.run();

        assertThat(watched.seen).containsExactly(Pin.State.QUEUED, Pin.State.LOST);
        assertThat(outbox.of(cid))
                .singleElement()
                .satisfies(pin -> assertThat(pin.state()).isEqualTo(Pin.State.VERIFIED));
    }

    @Test
    void targetThatDoesNotAnswerIsAskedOnceInEachRun() {
        WatchedStore watched = new WatchedStore();
        watched.answers = false;
        PinTargets other = new PinTargets("watched", watched);
        Pins outbox = new Pins(database, other.names());
        for (int i = 0; i < 5; i++) {
            outbox.enqueue(Cid.of(SeededBytes.of(20 + i, 10)), now);
        }

        new PinAttendance(other, outbox, VERIFY_EVERY, () -> now).run();

        assertThat(watched.asked).isEqualTo(1);
    }

    @Test
    void rowIsThereBeforeTheBytes() {
        WatchedStore watched = new WatchedStore();
        PinTargets own = new PinTargets("watched", watched);
        byte[] content = SeededBytes.of(14, 100);

        new PinnedBlockStore(own, new Pins(database, own.names()), () -> now).add(content);

        assertThat(watched.seen).containsExactly(Pin.State.QUEUED);
    }

    @Test
    void targetIsNamedOnce() {
        assertThatThrownBy(() -> targets.and("embedded", new EmbeddedBlockStore(directory)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each address once");
    }

    @Test
    void publishingAgainChangesNothing() {
        Cid cid = store.add(SeededBytes.of(6, 100));
        attendance.run();
        List<Pin> before = pins.of(cid);

        now = now.plusSeconds(60);
        store.add(SeededBytes.of(6, 100));

        assertThat(pins.of(cid)).isEqualTo(before);
    }

    @Test
    void nothingIsStoredWithinADatabaseTransaction() {
        var transaction = new TransactionTemplate(EmbeddedParts.get(PlatformTransactionManager.class));

        assertThatThrownBy(() -> transaction.execute(status -> store.add(new byte[] {1})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within a database transaction");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void publisherKilledAnywhereLeavesNoBytesOutsideTheOutbox() throws Exception {
        HikariDataSource pool = (HikariDataSource) EmbeddedParts.get(DataSource.class);
        for (int kill = 0; kill < 3; kill++) {
            try (var child = ChildProcess.start(
                    Publisher.class,
                    directory.toString(),
                    pool.getJdbcUrl(),
                    pool.getUsername(),
                    String.valueOf(pool.getPassword()))) {
                child.next("published 2" + kill);
                child.kill();
            }
        }

        List<Cid> stored = stored();
        assertThat(stored).hasSizeGreaterThan(20);
        assertThat(new Pins(database, List.of("embedded")).of(stored)).hasSameSizeAs(stored);
    }

    private List<Cid> stored() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("blocks"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("baf"))
                    .map(Cid::parse)
                    .toList();
        }
    }

    private List<Cid> publish(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> store.add(SeededBytes.of(1000 + i, 1 + 13 * i)))
                .toList();
    }

    private List<Pin.State> states(Cid cid) {
        return pins.of(cid).stream().map(Pin::state).toList();
    }

    private void step() {
        now = now.plus(INTERVAL);
        attendance.run();
    }

    private void runUntil(Instant end) {
        while (now.isBefore(end)) {
            step();
        }
    }

    private Duration runUntilAllVerified(List<Cid> cids) {
        while (!pins.of(cids).stream().allMatch(pin -> pin.state() == Pin.State.VERIFIED)) {
            step();
            assertThat(now).isBefore(START.plus(Duration.ofHours(1)));
        }
        return Duration.between(START, now);
    }

    /** Publishes small files until it is killed. */
    static final class Publisher {

        private Publisher() {}

        public static void main(String[] arguments) {
            var targets = new PinTargets("embedded", new EmbeddedBlockStore(Path.of(arguments[0])));
            var pool = new DriverManagerDataSource(arguments[1], arguments[2], arguments[3]);
            var pins = new Pins(JdbcClient.create(pool), targets.names());
            var store = new PinnedBlockStore(targets, pins, InstantSource.system());
            long seed = ProcessHandle.current().pid() * 1_000_000L;
            for (int i = 0; ; i++) {
                store.add(SeededBytes.of(seed + i, 200));
                System.out.println("published " + i);
            }
        }
    }
}
