package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.Page;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.core.turn.Turns;
import org.jdbi.v3.core.statement.StatementContext;

/** Turns across tenants, and the history of each game. */
final class PostgresTurns implements Turns {
    private static final Statement SKIP = new Statement("turns.skip", """
            update ${schema}.runtime_records r set
                skip_next_tick = false, next_generation_at = s.next_generation_at,
                missed_ticks = r.missed_ticks + s.missed, epoch = r.epoch + 1, updated_at = now()
            from unnest(:tenant, :game, :epoch, :next_generation_at, :missed)
                as s(tenant_id, game_id, epoch, next_generation_at, missed)
            where r.tenant_id = s.tenant_id and r.game_id = s.game_id and r.epoch = s.epoch
            returning r.game_id
            """);

    private static final Statement HISTORY = new Statement("turns.history", """
            select * from ${schema}.game_turns
            where tenant_id = :tenant and game_id = :game and turn_no < :before
            order by turn_no desc limit :limit
            """);

    private static final Statement FIND = new Statement("turns.find", """
            select * from ${schema}.game_turns where tenant_id = :tenant and game_id = :game and turn_no = :turn
            """);

    private final Gateway requests;
    private final Gateway workers;

    PostgresTurns(Gateway requests, Gateway workers) {
        this.requests = requests;
        this.workers = workers;
    }

    @Override
    public Claims claimDue(OwnerId owner, NodeId node, int limit) {
        return ClaimDue.run(workers, owner, node, limit);
    }

    @Override
    public void skip(List<Skip> skips) {
        workers.query(
                SKIP,
                all -> all.column(
                                "tenant",
                                "int8",
                                skips,
                                skip -> skip.key().tenant().value())
                        .column(
                                "game",
                                "uuid",
                                skips,
                                skip -> skip.key().gameId().value())
                        .column("epoch", "int8", skips, Skip::epoch)
                        .column("next_generation_at", "timestamptz", skips, Skip::nextGenerationAt)
                        .column("missed", "int8", skips, Skip::missed),
                (row, context) -> true);
    }

    @Override
    public Set<GameKey> complete(List<Completion> completions) {
        return CompleteTurns.run(workers, completions);
    }

    @Override
    public List<RuntimeRecord> recoverable(Scan scan) {
        return FindAbandoned.run(workers, scan);
    }

    @Override
    public Page<TurnRow> history(GameKey key, Page.Request page) {
        long before = Rows.position(page, Long::valueOf).orElse(Long.MAX_VALUE);
        List<TurnRow> rows = requests.query(
                key.tenant(),
                HISTORY,
                all -> bind(all, key).number("before", before).number("limit", page.limit() + 1L),
                PostgresTurns::read);
        return Rows.page(rows, page, row -> Long.toString(row.turn()));
    }

    @Override
    public Optional<TurnRow> find(GameKey key, long turn) {
        return requests
                .query(key.tenant(), FIND, all -> bind(all, key).number("turn", turn), PostgresTurns::read)
                .stream()
                .findFirst();
    }

    private static Parameters bind(Parameters parameters, GameKey key) {
        return parameters
                .number("tenant", key.tenant().value())
                .uuid("game", key.gameId().value());
    }

    private static TurnRow read(ResultSet row, StatementContext context) throws SQLException {
        return new TurnRow(
                row.getLong("turn_no"),
                Rows.instant(row, "scheduled_for"),
                Trigger.parse(row.getString("trigger")),
                row.getLong("epoch"),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "finished_at"),
                TurnRow.Outcome.parse(row.getString("outcome")));
    }
}
