package org.ggscale.adapters.postgres;

import java.time.Instant;
import java.util.List;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.HealthSnapshots;

/** Changes of health, in the order of their numbers: those of one game are numbered under the lock of its record. */
final class PostgresHealthSnapshots implements HealthSnapshots {
    private static final Statement LIST = new Statement("health.list", """
            select * from ${schema}.runtime_health_snapshots
            where tenant_id = :tenant and game_id = :game and snapshot_id < :before
            order by snapshot_id desc limit :limit
            """);

    private static final Statement FORGET = new Statement("health.forget", """
            with old as materialized (
                select tenant_id, snapshot_id from ${schema}.runtime_health_snapshots
                where observed_at < :before order by observed_at limit :at_most
            ), gone as (
                delete from ${schema}.runtime_health_snapshots s using old
                where s.tenant_id = old.tenant_id and s.snapshot_id = old.snapshot_id
                returning s.snapshot_id
            )
            select count(*)::int as forgotten from gone
            """);

    private final Gateway requests;
    private final Gateway workers;

    PostgresHealthSnapshots(Gateway requests, Gateway workers) {
        this.requests = requests;
        this.workers = workers;
    }

    @Override
    public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
        long before = Rows.position(page, Long::valueOf).orElse(Long.MAX_VALUE);
        List<Numbered> rows = requests.query(
                key.tenant(),
                LIST,
                all -> all.number("tenant", key.tenant().value())
                        .uuid("game", key.gameId().value())
                        .number("before", before)
                        .number("limit", page.limit() + 1L),
                (row, context) -> new Numbered(row.getLong("snapshot_id"), HealthRow.read(row)));
        Page<Numbered> numbered = Rows.page(rows, page, row -> Long.toString(row.number));
        return new Page<>(numbered.items().stream().map(Numbered::snapshot).toList(), numbered.nextCursor());
    }

    @Override
    public int forgetBefore(Instant instant, int atMost) {
        return workers.query(
                        FORGET,
                        all -> all.instant("before", instant).number("at_most", atMost),
                        (row, context) -> row.getInt("forgotten"))
                .get(0);
    }

    private record Numbered(long number, HealthSnapshot snapshot) {}
}
