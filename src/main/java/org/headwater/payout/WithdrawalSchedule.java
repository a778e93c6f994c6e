// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.headwater.chain.ContractsDeployed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks every few seconds after what may be withdrawn, from the moment that the contracts are known. */
@Component
class WithdrawalSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(WithdrawalSchedule.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Withdrawals withdrawals;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("withdrawals").factory());
    private @Nullable ScheduledFuture<?> looking;

    WithdrawalSchedule(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    @EventListener(ContractsDeployed.class)
    synchronized void start() {
        if (looking == null) {
            looking = schedule.scheduleWithFixedDelay(
                    this::run, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Lets what runs come to its end: an interrupt would break its connection to the database. */
    @PreDestroy
    void stop() throws InterruptedException {
        schedule.shutdown();
        if (!schedule.awaitTermination(2 * INTERVAL.toSeconds(), TimeUnit.SECONDS)) {
            schedule.shutdownNow();
        }
    }

    private void run() {
        try {
            withdrawals.run();
        } catch (RuntimeException e) {
            LOG.warn("What may be withdrawn cannot be looked up: {}", e.getMessage());
        }
    }
}
