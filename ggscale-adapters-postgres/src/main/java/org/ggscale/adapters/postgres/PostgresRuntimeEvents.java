package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.tenant.TenantId;

/**
 * Events in the order of their transactions.
 *
 * <p>Transactions commit in another order than they began, so only those before the oldest running one are read: the
 * horizon. A change begins after the one before it of the same game was committed, so a game's events are in the order
 * of its commits.
 */
final class PostgresRuntimeEvents implements RuntimeEvents {
    private static final Statement LATEST = new Statement("events.latest", """
            select pg_snapshot_xmin(pg_current_snapshot())::text as horizon
            """);

    private static final String READ = """
            select h.horizon::text as horizon, f.xid::text as forgotten_xid, f.seq as forgotten_seq,
                e.xid::text as xid, e.seq, e.game_id, e.event_type, e.payload
            from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
            left join ${schema}.outbox_horizons f on f.tenant_id = :tenant
            left join lateral (
                select * from ${schema}.outbox o
                where o.tenant_id = :tenant %s and (o.xid, o.seq) > (cast(:after_xid as xid8), :after_seq)
                    and o.xid < h.horizon and o.channel = :channel
                order by o.xid, o.seq limit :limit
            ) e on true
            order by e.xid, e.seq
            """;
    private static final Statement READ_ALL = new Statement("events.read", READ.formatted(""));
    private static final Statement READ_GAME =
            new Statement("events.read_game", READ.formatted("and o.game_id = :game"));

    /** One look into the index per tenant that has events, by steps from one tenant to the next. */
    private static final Statement LAG = new Statement("events.lag", """
            with recursive tenants (tenant_id) as (
                select min(tenant_id) from ${schema}.outbox
                union all
                select (select min(o.tenant_id) from ${schema}.outbox o where o.tenant_id > t.tenant_id)
                from tenants t where t.tenant_id is not null
            )
            select extract(epoch from clock_timestamp() - min(oldest.stored_at)) as seconds
            from tenants t, lateral (
                select o.stored_at from ${schema}.outbox o
                where o.tenant_id = t.tenant_id and o.xid >= pg_snapshot_xmin(pg_current_snapshot())
                    and o.xid < pg_snapshot_xmax(pg_current_snapshot())
                order by o.xid, o.seq limit 1
            ) oldest
            """);

    private final Gateway workers;

    PostgresRuntimeEvents(Gateway workers) {
        this.workers = workers;
    }

    @Override
    public String latest() {
        return workers.query(LATEST, all -> {}, (row, context) -> readHorizon(row))
                .get(0)
                .toString();
    }

    @Override
    public Reading read(Query query) {
        OutboxCursor after = query.after().map(OutboxCursor::parse).orElse(OutboxCursor.START);
        List<Row> rows = workers.query(
                query.gameId().isPresent() ? READ_GAME : READ_ALL,
                all -> {
                    all.number("tenant", query.tenant().value())
                            .text("after_xid", Long.toString(after.transaction()))
                            .number("after_seq", after.number())
                            .text("channel", query.channel().wireName())
                            .number("limit", query.limit());
                    query.gameId().map(GameId::value).ifPresent(game -> all.uuid("game", game));
                },
                (row, context) -> Row.read(row, query.tenant()));
        Row first = rows.get(0);
        if (query.after().isPresent() && first.isExpired(after)) {
            return new Reading.Expired();
        }
        List<Stored> events = rows.stream().flatMap(row -> row.event().stream()).toList();
        String cursor = events.size() < query.limit()
                ? first.horizon().toString()
                : events.get(events.size() - 1).cursor();
        return new Reading.Events(events, cursor);
    }

    @Override
    public int forgetBefore(Instant instant, int atMost) {
        return workers.query(
                        ForgetEvents.STATEMENT,
                        all -> all.instant("before", instant).number("at_most", atMost),
                        (row, context) -> row.getInt("forgotten"))
                .get(0);
    }

    @Override
    public Duration lag() {
        return workers.query(
                        LAG, all -> {}, (row, context) -> Duration.ofMillis((long) (row.getDouble("seconds") * 1e3)))
                .get(0);
    }

    private static OutboxCursor readHorizon(ResultSet row) throws SQLException {
        return new OutboxCursor(Long.parseLong(row.getString("horizon")), 0);
    }

    /** An event, if there was any, between what is forgotten and what cannot be read yet. */
    private record Row(OutboxCursor horizon, OutboxCursor forgotten, Optional<Stored> event) {
        static Row read(ResultSet row, TenantId tenant) throws SQLException {
            return new Row(readHorizon(row), cursor(row, "forgotten_xid", "forgotten_seq"), event(row, tenant));
        }

        private static Optional<Stored> event(ResultSet row, TenantId tenant) throws SQLException {
            return row.getString("xid") == null
                    ? Optional.empty()
                    : Optional.of(new Stored(cursor(row, "xid", "seq").toString(), tenant, EventRow.read(row)));
        }

        private static OutboxCursor cursor(ResultSet row, String transaction, String number) throws SQLException {
            String xid = row.getString(transaction);
            return xid == null ? OutboxCursor.START : new OutboxCursor(Long.parseLong(xid), row.getLong(number));
        }

        /** A cursor beyond the horizon was handed out by another server, before a restore. */
        boolean isExpired(OutboxCursor after) {
            boolean forgottenHere = forgotten.compareTo(horizon) < 0;
            return after.compareTo(horizon) > 0 || (forgottenHere && after.compareTo(forgotten) < 0);
        }
    }
}
