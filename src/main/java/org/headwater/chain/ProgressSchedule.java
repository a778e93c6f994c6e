// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks every few seconds after transactions that are not final, the senders' money, and the embedded node. */
final class ProgressSchedule implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Scheduler scheduler;

    ProgressSchedule(
            DataSource database,
            long chainId,
            Transactions transactions,
            WalletCalls wallets,
            Balances balances,
            Recovery recovery,
            Optional<EmbeddedNode> node) {
        var advance = Tasks.recurring("chain-progress-" + chainId, FixedDelay.of(INTERVAL))
                .execute((instance, context) -> {
                    node.ifPresent(recovery::runIfEnded);
                    transactions.advanceAll();
                    wallets.advanceAll();
                    balances.check();
                });
        this.scheduler = Scheduler.create(database)
                .startTasks(advance)
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
