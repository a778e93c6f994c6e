// SPDX-License-Identifier: Apache-2.0
package org.headwater.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded server could not be started; the message names the setting, the directory and the reason. */
public final class DatabaseNotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseNotStarted(Path directory, String reason, @Nullable Throwable cause) {
        super("headwater.data-dir: PostgreSQL cannot run in %s: %s".formatted(directory, reason), cause);
    }
}
