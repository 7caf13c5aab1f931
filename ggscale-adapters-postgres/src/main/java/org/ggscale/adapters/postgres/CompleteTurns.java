package org.ggscale.adapters.postgres;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.turn.Completion;

/**
 * Commits a batch of turns in one statement.
 *
 * <p>The fence is epoch and owner alone: with a constant status beside them the planner expects no rows at all and joins
 * the wrong way round. Every other transition raises the epoch, which makes them enough.
 */
final class CompleteTurns {
    static final Statement STATEMENT =
            new Statement("turns.complete", """
            with batch as materialized (
                select * from unnest(:tenant, :game, :epoch, :owner, :turn, :scheduled_for, :trigger, :started_at,
                    :finished_at, :outcome, :finished, :next_generation_at, :skip_next_tick, :missed, :capabilities)
                    with ordinality as b(tenant_id, game_id, epoch, owner, turn_no, scheduled_for, trigger, started_at,
                    finished_at, outcome, finished, next_generation_at, skip_next_tick, missed, capabilities, n)
            ), changed as (
                update ${schema}.runtime_records r set
                    status = case when b.finished then 'finished' else 'running' end,
                    current_turn = b.turn_no,
                    next_generation_at = case when not b.finished
                        then coalesce(b.next_generation_at, r.next_generation_at) end,
                    skip_next_tick = b.skip_next_tick, missed_ticks = r.missed_ticks + b.missed,
                    engine_capabilities = b.capabilities, owner = null,
                    generation_target = null, generation_attempts = null, generation_trigger = null,
                    generation_scheduled_for = null, generation_started_at = null,
                    last_failure_code = null, last_failure_message = null, last_failure_at = null,
                    last_observed_at = b.finished_at, updated_at = now(),
                    finished_at = case when b.finished then b.finished_at else r.finished_at end
                from batch b
                where r.tenant_id = b.tenant_id and r.game_id = b.game_id and r.epoch = b.epoch and r.owner = b.owner
                returning r.tenant_id, r.game_id, b.n
            ), played as (
                insert into ${schema}.game_turns
                    (tenant_id, game_id, turn_no, scheduled_for, trigger, epoch, started_at, finished_at, outcome)
                select b.tenant_id, b.game_id, b.turn_no, b.scheduled_for, b.trigger, b.epoch, b.started_at,
                    b.finished_at, b.outcome
                from batch b join changed using (n)
            ), logged as (%s), told as (%s)
            select tenant_id, game_id from changed
            """.formatted(OperationRow.WRITE_CHANGED, EventRow.APPEND_CHANGED));

    private CompleteTurns() {}

    static Set<GameKey> run(Gateway workers, List<Completion> completions) {
        if (completions.isEmpty()) {
            return Set.of();
        }
        // In one order for all, so that two batches of the same games wait for each other and do not deadlock.
        List<Completion> batch = completions.stream()
                .sorted(comparing((Completion completion) -> completion.key().gameId())
                        .thenComparingLong(
                                completion -> completion.key().tenant().value()))
                .toList();
        return workers
                .query(
                        STATEMENT,
                        all -> {
                            bindGames(all, batch);
                            bindTurns(all, batch);
                            OperationRow.bind(
                                    all,
                                    batch.stream().map(Completion::operation).toList());
                            EventRow.bind(
                                    all, batch.stream().map(Completion::events).toList());
                        },
                        (row, context) -> Rows.key(row))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void bindGames(Parameters parameters, List<Completion> batch) {
        parameters
                .column("tenant", "int8", batch, turn -> turn.key().tenant().value())
                .column("game", "uuid", batch, turn -> turn.key().gameId().value())
                .column("epoch", "int8", batch, Completion::epoch)
                .column("owner", "uuid", batch, turn -> turn.owner().value())
                .column("finished", "bool", batch, Completion::finished)
                .column("next_generation_at", "timestamptz", batch, Completion::nextGenerationAt)
                .column("skip_next_tick", "bool", batch, Completion::skipNextTick)
                .column("missed", "int8", batch, Completion::missed)
                .column("capabilities", "text", batch, turn -> RecordRow.capabilities(turn.capabilities()));
    }

    private static void bindTurns(Parameters parameters, List<Completion> batch) {
        parameters
                .column("turn", "int8", batch, turn -> turn.row().turn())
                .column(
                        "scheduled_for",
                        "timestamptz",
                        batch,
                        turn -> turn.row().scheduledFor())
                .column("trigger", "text", batch, turn -> turn.row().trigger().wireName())
                .column("started_at", "timestamptz", batch, turn -> turn.row().startedAt())
                .column("finished_at", "timestamptz", batch, turn -> turn.row().finishedAt())
                .column("outcome", "text", batch, turn -> turn.row().outcome().wireName());
    }
}
