package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that is away, slow or full is {@code UnavailableException}, and everything goes on when it is back. */
class AvailabilityIT {
    private Schema schema;

    @BeforeEach
    void migrate() {
        schema = Schema.migrated(Server.NEWEST, "availability");
    }

    @Test
    void making_and_closing_stores_connects_to_nobody() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String dsn = "postgres://ada:secret@127.0.0.1:" + server.getLocalPort() + "/games";
            PostgresGgScale.builder()
                    .requests(dsn)
                    .workers(dsn)
                    .migrations(dsn)
                    .build()
                    .close();

            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_server_that_is_stopped_is_unavailable_until_it_is_back(@TempDir Path directory) throws Exception {
        Path cache = Path.of("target", "postgres");
        EmbeddedPostgres postgres =
                EmbeddedPostgres.builder(directory).cache(cache).start();
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setURL(postgres.superuserUrl());
        PostgresGgScale storage = PostgresGgScale.create(connections);
        storage.migrate();
        RuntimeRecord record = Records.due(Fixtures.newKey());
        storage.runtimeRecords().create(record);

        postgres.close();
        assertThatThrownBy(() -> storage.runtimeRecords().find(record.key()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> storage.turns().claimDue(Fixtures.newOwner(), Fixtures.NODE, 1))
                .isInstanceOf(UnavailableException.class);
        assertThat(storage.check()).hasValueSatisfying(why -> assertThat(why).contains("PostgreSQL does not answer"));

        try (EmbeddedPostgres again =
                EmbeddedPostgres.builder(directory).cache(cache).start()) {
            connections.setURL(again.superuserUrl());
            assertThat(storage.runtimeRecords().find(record.key())).contains(record);
            assertThat(storage.check()).isEmpty();
        }
    }

    @Test
    void a_connection_that_the_server_ends_is_replaced() {
        try (PostgresGgScale storage = schema.separateLogins().maxConnections(1).build()) {
            RuntimeRecord record = Records.due(Fixtures.newKey());
            storage.runtimeRecords().create(record);

            schema.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ggscale_app'");

            // The pool may hand out the dead connection once, before it notices.
            try {
                storage.runtimeRecords().find(record.key());
            } catch (UnavailableException expected) {
                assertThat(expected.backend()).isEqualTo("postgres");
            }
            assertThat(storage.runtimeRecords().find(record.key())).contains(record);
        }
    }

    @Test
    void a_statement_that_the_server_does_not_answer_ends_with_the_socket_timeout() throws Exception {
        String dsn = schema.postgres().applicationUrl() + "&socketTimeout=1";
        try (PostgresGgScale storage = schema.separateLogins().requests(dsn).build();
                Connection holder = schema.superuser();
                Statement statement = holder.createStatement()) {
            RuntimeRecord record = Records.due(Fixtures.newKey());
            storage.runtimeRecords().create(record);
            holder.setAutoCommit(false);
            statement.execute("select from runtime_records for update");

            Change change = Change.of(
                    record, record.next(record.status(), Fixtures.PAST).build());
            assertThatThrownBy(() -> storage.runtimeRecords().replace(change))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("records.replace");

            holder.rollback();
            assertThat(storage.runtimeRecords().find(record.key())).isPresent();
        }
    }

    @Test
    void a_pool_without_a_free_connection_is_unavailable() throws Exception {
        PGSimpleDataSource single = new PGSimpleDataSource();
        single.setURL(schema.postgres().applicationUrl());
        try (com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource()) {
            pool.setDataSource(single);
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(250);
            try (PostgresGgScale storage =
                    schema.separateLogins().requests(pool).build()) {
                try (Connection taken = pool.getConnection()) {
                    assertThatThrownBy(() -> storage.runtimeRecords().find(Fixtures.newKey()))
                            .isInstanceOf(UnavailableException.class);
                    assertThat(taken.isValid(1)).isTrue();
                }
                assertThat(storage.runtimeRecords().find(Fixtures.newKey())).isEmpty();
            }
            assertThat(pool.isClosed()).as("an embedder's pool").isFalse();
        }
    }

    @Test
    void a_server_that_only_reads_is_unavailable_for_writes() {
        String dsn = schema.postgres().applicationUrl() + "&options=-c%20default_transaction_read_only=on";
        try (PostgresGgScale storage = schema.separateLogins().requests(dsn).build()) {
            assertThat(storage.runtimeRecords().find(Fixtures.newKey())).isEmpty();
            assertThatThrownBy(() -> storage.runtimeRecords().create(Records.due(Fixtures.newKey())))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void a_server_with_too_many_connections_is_unavailable() {
        try {
            schema.execute("alter role ggscale_app connection limit 0");
            String hasty = schema.postgres().applicationUrl() + "&connect_timeout=1";
            try (PostgresGgScale storage =
                    schema.separateLogins().requests(hasty).build()) {
                assertThatThrownBy(() -> storage.runtimeRecords().find(Fixtures.newKey()))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("too many connections");
            }
        } finally {
            schema.execute("alter role ggscale_app connection limit -1");
        }
    }

    @Test
    void a_loser_learns_the_winner_that_was_committed_while_it_waited() throws Exception {
        try (PostgresGgScale storage = schema.separateLogins().build();
                Connection winner = schema.superuser();
                Statement statement = winner.createStatement()) {
            RuntimeRecord record = Records.due(Fixtures.newKey());
            storage.runtimeRecords().create(record);
            winner.setAutoCommit(false);
            statement.execute("update runtime_records set epoch = epoch + 1, paused = true");

            Change change = Change.of(
                    record, record.next(record.status(), Fixtures.PAST).build());
            var loser = java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> storage.runtimeRecords().replace(change));
            awaitLock();
            winner.commit();

            RuntimeRecord stored =
                    record.copy().epoch(record.epoch() + 1).paused(true).build();
            assertThat(loser.join()).isEqualTo(new Replacement.Lost(Optional.of(stored)));
        }
    }

    private void awaitLock() {
        while (schema.query("select pid from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
