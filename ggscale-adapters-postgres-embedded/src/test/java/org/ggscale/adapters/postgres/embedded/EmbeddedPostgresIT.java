package org.ggscale.adapters.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final Path CACHE = Path.of("target", "postgres");

    @TempDir
    private Path directory;

    @Test
    void what_was_committed_is_there_after_a_restart() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres.migratorUrl(), "create table kept as select 42 as answer");
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.migratorUrl(), "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_server_left_behind_by_a_killed_process_is_stopped_and_its_commits_are_kept() throws Exception {
        ProcessHandle left = leaveBehind(directory);
        try (EmbeddedPostgres postgres = start()) {
            left.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(query(postgres.migratorUrl(), "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void the_note_of_a_process_that_is_not_the_server_does_not_stop_a_start() throws Exception {
        start().close();
        Path note = directory.resolve("data/postmaster.pid");
        Files.writeString(note, ProcessHandle.current().pid() + "\n" + directory.resolve("data") + "\n1\n5432\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.applicationUrl(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void an_attempt_that_ended_halfway_is_begun_anew() throws Exception {
        Files.createDirectories(directory.resolve("data.new/base"));
        Files.writeString(directory.resolve("data.new/PG_VERSION"), "18");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.applicationUrl(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_directory_whose_server_runs_is_refused() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IOException.class)
                    .hasMessage("another process runs the PostgreSQL server in " + directory);
            assertThat(query(postgres.applicationUrl(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_cluster_that_does_not_start_is_named_with_the_reason() throws Exception {
        start().close();
        Files.writeString(directory.resolve("data/PG_VERSION"), "9.6\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("9.6");
    }

    @Test
    void what_is_acknowledged_is_on_disk() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.superuserUrl(), "show fsync")).isEqualTo("on");
            assertThat(query(postgres.superuserUrl(), "show synchronous_commit"))
                    .isEqualTo("on");
            assertThat(query(postgres.superuserUrl(), "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void only_a_login_with_its_password_comes_in_and_only_from_this_machine() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.superuserUrl(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(postgres.superuserUrl(), "show unix_socket_directories"))
                    .isEmpty();
            assertThatThrownBy(() -> query(postgres.superuserUrl() + "x", "select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("passwords.properties"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void no_login_but_the_superuser_passes_row_security() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(
                            postgres.superuserUrl(),
                            "select string_agg(rolname, ' ' order by rolname) from pg_roles"
                                    + " where rolcanlogin and not rolsuper and not rolbypassrls"))
                    .isEqualTo("ggscale_app ggscale_migrator ggscale_worker");
            assertThat(query(
                            postgres.migratorUrl(),
                            "select pg_get_userbyid(datdba) from pg_database" + " where datname = current_database()"))
                    .isEqualTo("ggscale_migrator");
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder(directory).cache(CACHE).start();
    }

    /** Starts a server from another Java process, kills that with SIGKILL and returns the server. */
    private static ProcessHandle leaveBehind(Path directory) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Abandoning.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = java.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("committed");
        }
        java.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        long server = Long.parseLong(
                Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0));
        ProcessHandle left = ProcessHandle.of(server).orElseThrow();
        assertThat(left.isAlive()).isTrue();
        return left;
    }

    static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    /** Starts a server, commits something and waits to be killed. */
    static final class Abandoning {
        private Abandoning() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder(Path.of(arguments[0])).cache(CACHE).start();
            execute(postgres.migratorUrl(), "create table kept as select 42 as answer");
            System.out.println("committed");
            Thread.currentThread().join(Duration.ofMinutes(5));
        }
    }
}
