// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks every few seconds after transactions that are not final, and after the embedded node. */
final class ResendSchedule implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Scheduler scheduler;

    ResendSchedule(DataSource database, long chainId, Recovery recovery, Optional<EmbeddedNode> node) {
        var resend = Tasks.recurring("chain-resend-" + chainId, FixedDelay.of(INTERVAL))
                .execute((instance, context) -> {
                    node.ifPresent(recovery::runIfEnded);
                    recovery.resendUnfinished();
                });
        this.scheduler = Scheduler.create(database)
                .startTasks(resend)
                .threads(1)
                .pollingInterval(INTERVAL)
                .shutdownMaxWait(INTERVAL)
                .build();
    }

    void start() {
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
