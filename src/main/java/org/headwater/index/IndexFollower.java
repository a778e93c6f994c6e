// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.headwater.chain.ContractsDeployed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Lets the index follow the chain while the service runs, from the moment that the contracts are known. */
final class IndexFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 7;

    private final EventIndex index;
    private final OptionalLong firstBlock;
    private final InstantSource time;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable Problem problem;

    /** @param firstBlock the first block to read, instead of the deployment's */
    IndexFollower(EventIndex index, OptionalLong firstBlock, InstantSource time) {
        this.index = index;
        this.firstBlock = firstBlock;
        this.time = time;
    }

    /** What keeps the index from following. */
    record Problem(Instant since, String reason) {}

    @EventListener
    void follow(ContractsDeployed deployed) {
        index.watch(
                deployed.deployment(), firstBlock.orElse(deployed.deployment().fromBlock()));
        follow();
    }

    synchronized void follow() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("event-index").start(this::run);
        }
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Lets the step that runs come to its end: an interrupt would break its connection to the database. */
    @Override
    public synchronized void close() throws InterruptedException {
        closed.countDown();
        Thread running = thread;
        if (running != null && !running.join(LONGEST_STEP)) {
            running.interrupt();
        }
    }

    private void run() {
        int failures = 0;
        while (closed.getCount() > 0) {
            try {
                boolean more = index.step();
                failures = 0;
                problem = null;
                pause(more ? Duration.ZERO : BETWEEN_LOOKS);
            } catch (NoAnswer | DataAccessException | TransactionException e) {
                failures++;
                note(e);
                pause(backOff(failures));
            }
        }
    }

    private void note(RuntimeException e) {
        Problem before = problem;
        if (before == null && closed.getCount() > 0) {
            LOG.warn("The event index cannot follow the chain: {}", e.getMessage());
        }
        problem = new Problem(before == null ? time.instant() : before.since(), String.valueOf(e.getMessage()));
    }

    /** Doubles with each failure, and is spread so that several services do not come back at once. */
    private static Duration backOff(int failures) {
        Duration pause = BETWEEN_LOOKS.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 2, bounded.toMillis()));
    }

    private void pause(Duration pause) {
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
