// SPDX-License-Identifier: Apache-2.0
package org.headwater.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.headwater.ChildProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {

    @TempDir
    static Path directory;

    @BeforeAll
    static void unpackOnce() throws Exception {
        EmbeddedPostgres.start(directory).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"})
    void durableSettingIsOn(String setting) throws Exception {
        try (var postgres = EmbeddedPostgres.start(directory)) {
            assertThat(query(postgres, "show " + setting)).isEqualTo("on");
        }
    }

    @Test
    void listensOnLoopbackOnlyAndAsksForThePassword() throws Exception {
        try (var postgres = EmbeddedPostgres.start(directory)) {
            assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), EmbeddedPostgres.USER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void secondUserOfOneDirectoryIsRefusedWithItsName() throws Exception {
        try (var postgres = EmbeddedPostgres.start(directory)) {
            assertThat(postgres.pid()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(DatabaseNotStarted.class)
                    .hasMessageContaining("headwater.data-dir")
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("another Headwater process");
        }
    }

    @Test
    void unusableDirectoryIsRefusedWithItsName() throws IOException {
        Path file = Files.createTempFile("headwater", "file");
        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("postgres")))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("headwater.data-dir")
                .hasMessageContaining(file.toString());
        Files.delete(file);
    }

    @Test
    void committedRowsOutliveTheKilledServiceAndItsOrphanedServerIsStopped() throws Exception {
        long orphan;
        try (var child = ChildProcess.start(Holder.class, directory.toString())) {
            orphan = Long.parseLong(child.next("pid "));
            child.next("committed");
            child.kill();
        }
        assertThat(ProcessHandle.of(orphan))
                .as("the server outlives its parent")
                .isPresent();
        try (var postgres = EmbeddedPostgres.start(directory)) {
            assertThat(query(postgres, "select count(*) from kept")).isEqualTo("3");
            assertThat(postgres.pid()).isNotEqualTo(orphan);
            assertThat(commandLine(orphan)).isEmpty();
        }
    }

    @Test
    void foreignProcessBehindAReusedProcessIdIsLeftAlone() throws Exception {
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(directory.resolve("data/postmaster.pid"), "%d%n%s%n".formatted(foreign.pid(), directory));
            try (var postgres = EmbeddedPostgres.start(directory)) {
                assertThat(query(postgres, "select 1")).isEqualTo("1");
            }
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    /** Empty for a process that has ended, even if nobody has waited for it yet. */
    private static String commandLine(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), EmbeddedPostgres.USER, postgres.password());
    }

    /** The service that is killed. */
    static final class Holder {

        public static void main(String[] arguments) throws Exception {
            var postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
            System.out.println("pid " + postgres.pid());
            try (Connection connection = connect(postgres)) {
                connection.createStatement().execute("create table kept as select generate_series(1, 3)");
            }
            System.out.println("committed");
            Thread.sleep(60_000);
        }
    }
}
