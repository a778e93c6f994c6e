// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets a real PostgreSQL fail at one table until it is closed, as it does when its disk is full or it is shut down. */
public final class DatabaseFault implements AutoCloseable {

    /** How it fails. */
    public enum Kind {
        /** There is no room on the disk: SQLSTATE 53100. */
        FULL("raise exception 'could not extend file: No space left on device' using errcode = '53100';"),
        /** The server ends the connection in the middle of the transaction: SQLSTATE 57P01. */
        CUT_OFF("perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(10);");

        private final String statement;

        Kind(String statement) {
            this.statement = statement;
        }
    }

    private final JdbcClient database;
    private final String table;

    /**
     * @param moment when it fails: {@code insert} or {@code update}
     * @param rows condition on the row {@code new}
     */
    public DatabaseFault(JdbcClient database, Kind kind, String moment, String table, String rows) {
        this.database = database;
        this.table = table;
        database.sql(
                        "create or replace function database_fault() returns trigger language plpgsql as $$ begin %s return new; end $$"
                                .formatted(kind.statement))
                .update();
        database.sql(
                        "create trigger database_fault before %s on %s for each row when (%s) execute function database_fault()"
                                .formatted(moment, table, rows))
                .update();
    }

    @Override
    public void close() {
        database.sql("drop trigger database_fault on " + table).update();
        database.sql("drop function database_fault()").update();
    }
}
