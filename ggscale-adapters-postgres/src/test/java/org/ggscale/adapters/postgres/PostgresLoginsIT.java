package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On servers of its own, each of which has no roles and databases but an administrator's when a test begins. */
class PostgresLoginsIT {
    private static final Map<Server, EmbeddedPostgres> SERVERS = new EnumMap<>(Server.class);
    private static final String GAMES = "my \"games\"/\u00f6%";

    @TempDir
    static Path directory;

    @AfterAll
    static void stop() throws IOException {
        for (EmbeddedPostgres server : SERVERS.values()) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"OLDEST, superuser", "OLDEST, createrole createdb", "NEWEST, superuser", "NEWEST, createrole createdb"})
    void an_administrator_makes_what_a_host_migrates_and_works_with(Server server, String rights) {
        PostgresLogins logins = PostgresLogins.create(administrator(server, rights), "ggscale");

        assertThat(logins.renewed()).isEmpty();
        assertThat(logins.requests()).matches("postgres://ggscale_app:[0-9a-f]{48}@127\\.0\\.0\\.1:\\d+/ggscale");
        assertThat(logins.workers()).contains("//ggscale_worker:");
        assertThat(logins.migrations()).contains("//ggscale_migrator:");
        assertWorks(logins, Migrations.NEWEST);
    }

    @ParameterizedTest
    @CsvSource({"OLDEST, superuser", "OLDEST, createrole createdb", "NEWEST, superuser", "NEWEST, createrole createdb"})
    void once_more_keeps_everything_and_gives_new_passwords(Server server, String rights) {
        String administrator = administrator(server, rights);
        PostgresLogins first = PostgresLogins.create(administrator, "ggscale");
        assertWorks(first, Migrations.NEWEST);

        PostgresLogins second = PostgresLogins.create(administrator, "ggscale");

        assertThat(second.renewed()).containsExactly("ggscale_app", "ggscale_worker", "ggscale_migrator");
        assertWorks(second, 0);
        try (PostgresGgScale old =
                strict(first).requests(first.requests() + "?connect_timeout=1").build()) {
            assertThat(old.check())
                    .hasValueSatisfying(problem ->
                            assertThat(problem).contains("password authentication failed for user \"ggscale_app\""));
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_database_may_have_any_name(Server server) {
        assertWorks(PostgresLogins.create(administrator(server, "createrole createdb"), GAMES), Migrations.NEWEST);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_role_that_could_not_log_in_may(Server server) {
        String administrator = administrator(server, "superuser");
        execute(server, "create role ggscale_app nologin");

        PostgresLogins logins = PostgresLogins.create(administrator, "ggscale");

        assertThat(logins.renewed()).containsExactly("ggscale_app");
        assertWorks(logins, Migrations.NEWEST);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_database_of_somebody_else_is_used_when_it_may_be(Server server) {
        String administrator = administrator(server, "createrole");
        execute(server, "create database ggscale");
        assertRefused(
                administrator,
                "login administrator may not grant create on the database ggscale: as its owner, grant create on database"
                        + " ggscale to administrator with grant option");

        execute(server, "grant create on database ggscale to administrator with grant option");
        assertWorks(PostgresLogins.create(administrator, "ggscale"), Migrations.NEWEST);
    }

    @ParameterizedTest
    @CsvSource({
        "OLDEST, createdb, login administrator lacks CREATEROLE: as a superuser",
        "NEWEST, createdb, login administrator lacks CREATEROLE: as a superuser",
        "OLDEST, createrole, login administrator lacks CREATEDB: as a superuser",
        "NEWEST, createrole, login administrator lacks CREATEDB: as a superuser",
    })
    void an_administrator_without_a_right_is_told_which(Server server, String rights, String sentence) {
        assertRefused(administrator(server, rights), sentence);
    }

    @Test
    void an_administrator_who_may_not_change_a_role_is_told_which() {
        String administrator = administrator(Server.NEWEST, "createrole createdb");
        execute(Server.NEWEST, "create role ggscale_app login");
        assertRefused(administrator, "changing the role ggscale_app: ERROR: permission denied to alter role");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void roles_that_are_not_safe_are_refused_before_a_password_changes(Server server) {
        String administrator = administrator(server, "superuser");
        PostgresLogins logins = PostgresLogins.create(administrator, "ggscale");
        assertWorks(logins, Migrations.NEWEST);
        execute(server, "alter role ggscale_app bypassrls; grant ggscale_migrator to ggscale_worker");

        assertRefused(
                administrator, "role ggscale_app passes row security: alter role ggscale_app nosuperuser nobypassrls");
        assertRefused(administrator, "role ggscale_worker is granted ggscale_migrator: revoke ggscale_migrator from");

        execute(server, "alter role ggscale_app nobypassrls; revoke ggscale_migrator from ggscale_worker");
        assertWorks(logins, 0);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void no_password_reaches_the_log_of_the_server(Server server) throws IOException {
        PostgresLogins logins = PostgresLogins.create(administrator(server, "superuser"), "ggscale");

        String log = Files.readString(directory.resolve(server.name()).resolve("postgres.log"), StandardCharsets.UTF_8);
        assertThat(log).containsIgnoringCase("alter role ggscale_app").contains("SCRAM-SHA-256");
        for (String dsn : List.of(logins.requests(), logins.workers(), logins.migrations())) {
            String password = Dsn.parse(dsn).password();
            assertThat(log).doesNotContain(password);
            assertThat(logins.toString()).doesNotContain(password);
        }
    }

    @Test
    void a_server_that_is_away_or_shuts_its_door_is_unavailable() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> PostgresLogins.create("postgres://root:hush@127.0.0.1:1/postgres", "ggscale"))
                .withMessageContaining("127.0.0.1:1")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
        String wrong = administrator(Server.NEWEST, "superuser").replace(":admin@", ":hush@");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> PostgresLogins.create(wrong, "ggscale"))
                .withMessageContaining("password authentication failed for user \"administrator\"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\nb",
                "template0",
                "template1",
                "1234567890123456789012345678901234567890123456789012345678901\u00f6x"
            })
    void a_name_that_is_none_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresLogins.create("postgres://a@127.0.0.1:1/b", name));
    }

    private static void assertWorks(PostgresLogins logins, int applied) {
        try (PostgresGgScale storage = strict(logins).build()) {
            assertThat(storage.migrate()).hasSize(applied);
            assertThat(storage.check()).isEmpty();
        }
    }

    private static PostgresGgScaleBuilder strict(PostgresLogins logins) {
        return PostgresGgScale.builder()
                .requests(logins.requests())
                .workers(logins.workers())
                .migrations(logins.migrations())
                .requireSeparateLogins(true);
    }

    private static void assertRefused(String administrator, String sentence) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> PostgresLogins.create(administrator, "ggscale"))
                .withMessageContaining(sentence);
    }

    /** Empties the server and returns the DSN of an administrator with these rights alone. */
    private static String administrator(Server server, String rights) {
        EmbeddedPostgres postgres = SERVERS.computeIfAbsent(
                server, one -> one.start(directory.resolve(one.name()), Map.of("log_statement", "all")));
        for (String database : List.of("ggscale", GAMES.replace("\"", "\"\""))) {
            execute(server, "drop database if exists \"" + database + "\" with (force)");
        }
        execute(server, "drop role if exists ggscale_app, ggscale_worker, ggscale_migrator, administrator");
        execute(server, "create role administrator login password 'admin' " + rights);
        return "postgres://administrator:admin@127.0.0.1:" + postgres.port() + "/postgres";
    }

    private static void execute(Server server, String sql) {
        String url = SERVERS.get(server).superuserUrl().replace("/ggscale?", "/postgres?");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
