package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** Warnings of a server that could lose a commit that it has acknowledged. */
class DurabilityIT {
    private static final String CONSEQUENCE =
            " may lose turns that were played, and engines without conditional turns then play one too many";

    private Schema schema;

    @BeforeEach
    void migrate() {
        schema = Schema.migrated(Server.NEWEST, "durability");
    }

    @Test
    void a_server_as_it_is_by_default_is_no_risk(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder(directory)
                        .cache(Path.of("target", "postgres"))
                        .start();
                PostgresGgScale storage = PostgresGgScale.builder()
                        .requests(server.applicationUrl())
                        .workers(server.workerUrl())
                        .migrations(server.migratorUrl())
                        .build()) {
            storage.migrate();
            assertThat(storage.inspect())
                    .extracting(PostgresFinding::subject)
                    .containsExactly("database", "migrations", "logins", "row security", "durability");
            assertThat(storage.inspect()).allSatisfy(finding -> {
                assertThat(finding.problems()).isEmpty();
                assertThat(finding.warnings()).isEmpty();
            });
        }
    }

    /** The servers of the tests run so. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void fsync_off(Server server) {
        schema = Schema.migrated(server, "durability");
        assertThat(warnings()).containsExactly("fsync is off: a crash of the server's machine" + CONSEQUENCE);
    }

    @Test
    void synchronous_commit_off_for_one_login() {
        try {
            schema.execute("alter role ggscale_worker set synchronous_commit = off");
            assertThat(warnings())
                    .contains("synchronous_commit is off for the login ggscale_worker: a crash of the server"
                            + CONSEQUENCE);
        } finally {
            schema.execute("alter role ggscale_worker reset synchronous_commit");
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_standby_that_is_not_waited_for(Server server) throws Exception {
        schema = Schema.migrated(server, "durability");
        try (Connection standby = DriverManager.getConnection(schema.postgres().superuserUrl()
                + "&replication=true&preferQueryMode=simple&assumeMinServerVersion=15")) {
            String now = schema.query("select pg_current_wal_flush_lsn()").get(0);
            try (var stream = standby.unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .physical()
                    .withStartPosition(org.postgresql.replication.LogSequenceNumber.valueOf(now))
                    .start()) {
                assertThat(warnings())
                        .contains("a standby follows asynchronously (synchronous_standby_names is empty):"
                                + " a failover to it" + CONSEQUENCE);
                assertThat(stream.isClosed()).isFalse();
            }
        }
    }

    @Test
    void commits_that_do_not_wait_for_the_standbys_that_are_named() {
        try {
            schema.execute("alter role ggscale_app set synchronous_commit = local");
            setStandbys("ggscale_none");
            assertThat(warnings())
                    .contains(
                            "synchronous_commit is local for the login ggscale_app, which waits for no standby: a failover"
                                    + CONSEQUENCE);
        } finally {
            setStandbys("");
            schema.execute("alter role ggscale_app reset synchronous_commit");
        }
    }

    @Test
    void a_server_that_does_not_tell() {
        try {
            schema.execute("revoke select on pg_replication_slots from public");
            assertThat(warnings())
                    .singleElement()
                    .asString()
                    .startsWith("what the server does with commits cannot be seen: the login lacks a right")
                    .endsWith("permission denied for view pg_replication_slots");
        } finally {
            schema.execute("grant select on pg_replication_slots to public");
        }
    }

    /** What changes the setting must not wait for a standby that there is not. */
    private void setStandbys(String names) {
        try (Connection connection = schema.superuser();
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = local");
            statement.execute("alter system set synchronous_standby_names = '" + names + "'");
            statement.execute("select pg_reload_conf()");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        while (!schema.query("show synchronous_standby_names").equals(List.of(names))) {
            Thread.onSpinWait();
        }
    }

    private List<String> warnings() {
        try (PostgresGgScale storage = schema.separateLogins().build()) {
            return storage.inspect().stream()
                    .filter(finding -> finding.subject().equals("durability"))
                    .flatMap(finding -> finding.warnings().stream())
                    .toList();
        }
    }
}
