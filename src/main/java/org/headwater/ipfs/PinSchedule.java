// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import javax.sql.DataSource;

/** Looks every few seconds after the pins that are due; of several services on one database, one does. */
final class PinSchedule implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Scheduler scheduler;

    PinSchedule(DataSource database, PinAttendance attendance) {
        var attend = Tasks.recurring("pin", FixedDelay.of(INTERVAL)).execute((instance, context) -> attendance.run());
        this.scheduler = Scheduler.create(database)
                .tableName("pin_schedule")
                .startTasks(attend)
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
