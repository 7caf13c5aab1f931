package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsIT {
    @ParameterizedTest
    @EnumSource(Server.class)
    void an_empty_database_gets_exactly_these_tables(Server server) {
        Schema schema = Schema.dropped(server, "migrations");
        try (PostgresGgScale storage = schema.separateLogins().build()) {
            assertThat(storage.migrate()).containsExactly("V1 turn games", "V2 engine health");
        }
        assertThat(schema.tables())
                .containsExactly(
                        "engine_versions",
                        "game_turns",
                        "ggscale_migrations",
                        "hosts",
                        "membership_changes",
                        "memberships",
                        "operation_log",
                        "outbox",
                        "outbox_horizons",
                        "player_mappings",
                        "runtime_health_snapshots",
                        "runtime_records",
                        "tenants");
    }

    @Test
    void once_more_changes_nothing() {
        try (PostgresGgScale storage =
                Schema.migrated(Server.NEWEST, "migrations").separateLogins().build()) {
            assertThat(storage.migrate()).isEmpty();
            assertThat(storage.check()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void of_several_at_once_one_applies_and_the_others_wait(Server server) throws Exception {
        Schema schema = Schema.dropped(server, "migrations");
        CyclicBarrier start = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<String>>> all = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> {
                        try (PostgresGgScale storage = schema.separateLogins().build()) {
                            start.await();
                            return storage.migrate();
                        }
                    }))
                    .toList();
            int applied = 0;
            for (Future<List<String>> one : all) {
                applied += one.get().size();
            }
            assertThat(applied).isEqualTo(Migrations.NEWEST);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_host_waits_while_another_migrates_whatever_the_timeouts_of_its_requests_are(Server server) throws Exception {
        Schema schema = Schema.dropped(server, "migrations");
        schema.execute("create schema migrations authorization ggscale_migrator");
        DataSource hasty = new Login.Address(Dsn.parse(schema.postgres().migratorUrl()
                        + "&options=-c%20statement_timeout=500%20-c%20lock_timeout=500&socketTimeout=1"))
                .forMigrating();
        BlockingQueue<String> notices = new LinkedBlockingQueue<>();
        try (var threads = Executors.newFixedThreadPool(2);
                Connection obstacle = schema.superuser();
                Statement statement = obstacle.createStatement()) {
            obstacle.setAutoCommit(false);
            statement.execute("create table runtime_records ()");
            Future<List<String>> migrating = threads.submit(() -> Migrations.apply(hasty, "migrations", notices::add));
            awaitLock(schema);
            Future<List<String>> waiting = threads.submit(() -> Migrations.apply(hasty, "migrations", notices::add));

            assertThat(notices.poll(1, TimeUnit.MINUTES))
                    .isEqualTo("another host migrates the schema migrations; waiting until it is done");
            obstacle.rollback();

            assertThat(migrating.get()).containsExactly("V1 turn games", "V2 engine health");
            assertThat(waiting.get()).isEmpty();
        }
    }

    private static void awaitLock(Schema schema) {
        while (schema.query("select pid from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_login_that_may_makes_the_roles_and_takes_them_on(Server server) {
        Schema schema = Schema.dropped(server, "migrations");
        PostgresGgScaleBuilder login = schema.singleLogin();
        try {
            rename(schema, "", "_aside");
            try (PostgresGgScale storage = login.build()) {
                assertThat(storage.migrate()).hasSize(Migrations.NEWEST);
                assertThat(storage.check()).isEmpty();
            }
        } finally {
            schema.execute("drop schema if exists migrations cascade;"
                    + " drop role if exists ggscale_app; drop role if exists ggscale_worker");
            rename(schema, "_aside", "");
        }
    }

    @Test
    void a_login_that_may_not_make_the_roles_says_who_may() {
        Schema schema = Schema.dropped(Server.NEWEST, "migrations");
        try (PostgresGgScale storage = schema.separateLogins().build()) {
            rename(schema, "", "_aside");
            assertThatThrownBy(storage::migrate)
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("role ggscale_app is missing and ggscale_migrator may not create it");
        } finally {
            rename(schema, "_aside", "");
        }
        assertThat(schema.tables()).doesNotContain("runtime_records");
    }

    @Test
    void tables_of_others_in_the_schema_are_left_alone() {
        Schema schema = Schema.dropped(Server.NEWEST, "migrations");
        schema.execute("create schema migrations authorization ggscale_migrator;"
                + " create table migrations.theirs (answer int); insert into migrations.theirs values (42)");
        try (PostgresGgScale storage = schema.separateLogins().build()) {
            assertThat(storage.migrate()).hasSize(Migrations.NEWEST);
            assertThat(storage.check()).isEmpty();
        }
        assertThat(schema.query("select answer from migrations.theirs")).containsExactly("42");
    }

    @Test
    void a_file_that_changed_after_it_was_applied_is_refused() {
        Schema schema = Schema.migrated(Server.NEWEST, "migrations");
        schema.execute("update migrations.ggscale_migrations set checksum = checksum + 1 where version = '1'");
        try (PostgresGgScale storage = schema.separateLogins().build()) {
            assertThatThrownBy(storage::migrate)
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void a_server_that_is_away_is_unavailable() {
        try (PostgresGgScale storage = PostgresGgScale.builder()
                .requests("postgres://ada:x@127.0.0.1:1/db")
                .build()) {
            assertThatThrownBy(storage::migrate).isInstanceOf(UnavailableException.class);
        }
    }

    private static void rename(Schema schema, String from, String to) {
        for (String role : List.of("ggscale_app", "ggscale_worker")) {
            schema.execute("alter role " + role + from + " rename to " + role + to);
        }
    }
}
