// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
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
    private @Nullable Thread thread;

    WithdrawalSchedule(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    @EventListener(ContractsDeployed.class)
    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("withdrawals").start(this::run);
        }
    }

    @PreDestroy
    synchronized void stop() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(10));
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(INTERVAL);
                withdrawals.run();
            } catch (RuntimeException e) {
                LOG.warn("What may be withdrawn cannot be looked up: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
