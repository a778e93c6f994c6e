// SPDX-License-Identifier: Apache-2.0
package org.headwater.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up what is wrong, without the framework's stack trace. */
final class DatabaseNotStartedAnalyzer extends AbstractFailureAnalyzer<DatabaseNotStarted> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseNotStarted cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set headwater.data-dir to a directory of this service alone that it can write to, with 200 MB free,"
                        + " or spring.datasource.url to a PostgreSQL server.",
                cause);
    }
}
