package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long events have waited for an open transaction. */
class OutboxLagIT {
    private Schema schema;
    private PostgresGgScale storage;

    @BeforeEach
    void open() {
        schema = Schema.migrated(Server.NEWEST, "lag");
        storage = schema.separateLogins().build();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void an_open_transaction_makes_the_events_after_it_lag_whoever_they_belong_to(long tenant) throws Exception {
        tell(1);
        try (Connection slow = schema.superuser();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            assertThat(storage.runtimeEvents().lag()).isZero();

            tell(tenant);
            schema.execute("update lag.outbox set stored_at = stored_at - interval '1 minute'");

            assertThat(storage.runtimeEvents().lag()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
            slow.commit();
        }
        assertThat(storage.runtimeEvents().lag()).isZero();
    }

    @Test
    void events_of_another_server_do_not_lag() {
        tell(1);
        schema.execute("update lag.outbox set xid = '999999999999', stored_at = stored_at - interval '1 day'");

        assertThat(storage.runtimeEvents().lag()).isZero();
    }

    private void tell(long tenant) {
        RuntimeRecord record = Records.due(new GameKey(new TenantId(tenant), Fixtures.newGameId()));
        storage.runtimeRecords().create(record);
        storage.runtimeRecords()
                .replace(new Change(
                        record,
                        record.next(record.status(), Fixtures.PAST).build(),
                        List.of(Fixtures.snapshot(record.key(), 1)),
                        Optional.empty()));
    }
}
