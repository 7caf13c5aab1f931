package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Reading;
import org.ggscale.core.runtime.RuntimeEvents.Stored;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader of the outbox sees of transactions that overlap, and after a restore. */
class OutboxIT {
    private static final String FINISHED = EventRow.payload(Fixtures.gameFinished(Fixtures.newKey(), 1));

    private Schema schema;
    private PostgresGgScale storage;

    @BeforeEach
    void open() {
        schema = Schema.migrated(Server.NEWEST, "events");
        storage = schema.separateLogins().build();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void an_event_waits_for_a_transaction_that_began_before_it_and_no_event_is_passed() throws Exception {
        String begin = storage.runtimeEvents().latest();
        try (Connection slow = schema.superuser();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("insert into outbox (tenant_id, game_id, channel, event_type, payload)"
                    + " values (1, gen_random_uuid(), 'lobby', 'game_finished', '" + FINISHED + "')");
            told();

            assertThat(events(begin)).isEmpty();
            assertThat(OutboxCursor.parse(storage.runtimeEvents().latest()))
                    .isEqualTo(OutboxCursor.parse(cursor(begin)));

            slow.commit();
            assertThat(events(begin))
                    .extracting(stored -> stored.event().eventType())
                    .containsExactly("game_finished", "runtime_snapshot_update");
        }
    }

    @Test
    void a_transaction_that_is_rolled_back_holds_up_nothing_for_long() throws Exception {
        String begin = storage.runtimeEvents().latest();
        try (Connection slow = schema.superuser();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(TenantTables.insert("outbox", 1));
            told();
            slow.rollback();
        }
        assertThat(events(begin)).hasSize(1);
    }

    @Test
    void after_a_restore_into_another_server_cursors_expire_and_new_events_are_read() {
        told();
        // As a dump brings them: rows whose transactions have not begun here, one forgotten long ago, one not.
        schema.execute("update events.outbox set xid = '999999999999', stored_at = now() - interval '8 days';"
                + " insert into events.outbox_horizons values (1, '999999999998', 7)");
        String old = new OutboxCursor(999_999_999_999L, 1).toString();
        assertThat(read(Optional.of(old))).isInstanceOf(Reading.Expired.class);

        String now = storage.runtimeEvents().latest();
        told();
        assertThat(events(now)).hasSize(1);

        storage.runtimeEvents().forgetBefore(Fixtures.FUTURE, 100);
        assertThat(schema.query("select xid from events.outbox")).isEmpty();
        assertThat(read(Optional.of(now))).isInstanceOf(Reading.Expired.class);
        told();
        assertThat(events(storage.runtimeEvents().latest())).isEmpty();
        assertThat(((Reading.Events) read(Optional.empty())).events()).hasSize(1);
    }

    @Test
    void forgetting_leaves_what_nobody_could_read_yet() throws Exception {
        try (Connection slow = schema.superuser();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            String begin = storage.runtimeEvents().latest();
            told();
            storage.runtimeEvents().forgetBefore(Fixtures.FUTURE, 100);
            slow.rollback();
            assertThat(events(begin)).hasSize(1);
        }
    }

    @Test
    void who_finds_another_host_forgetting_waits_for_nobody_and_forgets_nothing() throws Exception {
        told();
        try (Connection other = schema.superuser();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('events.outbox', 0))");

            assertThat(storage.runtimeEvents().forgetBefore(Fixtures.FUTURE, 100))
                    .isZero();
            other.rollback();
        }
        assertThat(storage.runtimeEvents().forgetBefore(Fixtures.FUTURE, 100)).isEqualTo(1);
    }

    /** Stores a snapshot of a new game. */
    private void told() {
        RuntimeRecord record = Records.due(Fixtures.newKey());
        storage.runtimeRecords().create(record);
        RuntimeRecord next = record.next(record.status(), Fixtures.PAST).build();
        storage.runtimeRecords()
                .replace(new Change(record, next, List.of(Fixtures.snapshot(record.key(), 0)), Optional.empty()));
    }

    private List<Stored> events(String after) {
        return ((Reading.Events) read(Optional.of(after))).events();
    }

    private String cursor(String after) {
        return ((Reading.Events) read(Optional.of(after))).cursor();
    }

    private Reading read(Optional<String> after) {
        return storage.runtimeEvents()
                .read(new Query(Fixtures.TENANT, RuntimeEvent.Channel.LOBBY, Optional.empty(), after, 10));
    }
}
