package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ggscale.core.Storage.Beat;
import org.ggscale.core.Storage.Pulse;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.play.Memberships.Changes;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.turn.Turns.Claims;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Claims what is due on a node or anywhere, and tells when the next game is, in one statement.
 *
 * <p>Node and nowhere are looked up apart, each in the order of the index, which begins with the node also where that is
 * null; {@code status = 'running'} has to be a literal for the planner to use it. Rows that another host is claiming are
 * passed over.
 */
final class ClaimDue {
    private static final String DUE = """
            materialized (
                select tenant_id, game_id, next_generation_at, skip_next_tick from ${schema}.runtime_records
                where status = 'running' and not paused and engine_node %s and next_generation_at <= now()
                    and %s
                order by engine_node, next_generation_at limit :limit for update skip locked
            )
            """;
    private static final String NEXT = """
            (select next_generation_at from ${schema}.runtime_records
             where status = 'running' and not paused and engine_node %s and next_generation_at is not null and %s
             order by engine_node, next_generation_at limit 1)
            """;
    private static final String LATER = "next_generation_at > now()";
    private static final String ASIDE = "(tenant_id, game_id) not in (select tenant_id, game_id from due)";
    private static final String HERE = "= :node";
    private static final String ANYWHERE = "is null";

    /** Keeps the owner alive, every few seconds; the dead claim nothing. */
    private static final String SELF = """
            self as materialized (
                select from ${schema}.hosts where owner = :owner and alive_until > now()
            ), renewed as (
                update ${schema}.hosts set alive_until = now() + :life * interval '1 microsecond'
                where owner = :owner and alive_until > now()
                    and alive_until < now() + :life * 0.7 * interval '1 microsecond'
            ),
            """;

    /** Whether {@link FindAbandoned} may find anything: an owner that is dead for long is worth a look too. */
    private static final String UNSETTLED = """
            (exists (select from ${schema}.hosts where alive_until < now() - interval '30 seconds')
             or exists (select from ${schema}.runtime_records
                where status in ('starting', 'generation_in_progress', 'engine_unreachable') and engine_node = :node)
             or exists (select from ${schema}.runtime_records
                where status in ('starting', 'generation_in_progress', 'engine_unreachable') and engine_node is null))
            """;

    static final Statement STATEMENT = statement("turns.claim", "", "true", "true", "true", "");
    static final Statement PULSE = statement(
            "hosts.pulse",
            SELF,
            "exists (select from self)",
            "exists (select from self)",
            UNSETTLED,
            MembershipChanges.COLUMNS + ",");

    private static Statement statement(
            String name, String self, String mayClaim, String alive, String unsettled, String changes) {
        return new Statement(name, """
            with %s here as %s, anywhere as %s, due as materialized (
                select * from here union all select * from anywhere
                order by next_generation_at limit :limit
            ), claimed as (
                update ${schema}.runtime_records r set
                    status = 'generation_in_progress', epoch = r.epoch + 1, owner = :owner,
                    generation_target = r.current_turn + 1, generation_attempts = 1, generation_trigger = 'schedule',
                    generation_scheduled_for = r.next_generation_at, generation_started_at = now(), updated_at = now()
                from due
                where r.tenant_id = due.tenant_id and r.game_id = due.game_id and not due.skip_next_tick
                returning r.*
            ), found as (
                select * from claimed
                union all
                select r.* from ${schema}.runtime_records r join due using (tenant_id, game_id) where due.skip_next_tick
            )
            select now() as claimed_at,
                case when (select count(*) from due) < :limit then least(%s, %s) else least(%s, %s) end as next_due,
                %s as alive, %s as unsettled, %s found.*
            from (values (1)) as always left join found on true
            order by found.next_generation_at, found.game_id
            """.formatted(
                        self,
                        DUE.formatted(HERE, mayClaim),
                        DUE.formatted(ANYWHERE, mayClaim),
                        NEXT.formatted(HERE, LATER),
                        NEXT.formatted(ANYWHERE, LATER),
                        NEXT.formatted(HERE, ASIDE),
                        NEXT.formatted(ANYWHERE, ASIDE),
                        alive,
                        unsettled,
                        changes));
    }

    private ClaimDue() {}

    static Claims run(Gateway workers, OwnerId owner, NodeId node, int limit) {
        return claims(workers.query(STATEMENT, bind(owner, node, limit), Found::read));
    }

    static Pulse run(Gateway workers, Beat beat) {
        List<Map.Entry<Found, Changes>> rows = workers.query(
                PULSE,
                bind(beat.owner(), beat.node(), beat.limit())
                        .andThen(all -> all.number("life", beat.life().toNanos() / 1_000)
                                .text("seen", beat.seen())),
                (row, context) -> Map.entry(Found.read(row, context), MembershipChanges.read(row)));
        Found first = rows.get(0).getKey();
        List<Found> found = rows.stream().map(Map.Entry::getKey).toList();
        return first.alive()
                ? new Pulse.Alive(claims(found), first.unsettled(), rows.get(0).getValue())
                : new Pulse.Expired();
    }

    private static Consumer<Parameters> bind(OwnerId owner, NodeId node, int limit) {
        return all ->
                all.uuid("owner", owner.value()).text("node", node.value()).number("limit", limit);
    }

    private static Claims claims(List<Found> rows) {
        List<RuntimeRecord> claimed = new ArrayList<>();
        List<RuntimeRecord> skipping = new ArrayList<>();
        for (Found row : rows) {
            if (row.record() != null) {
                (row.record().skipNextTick() ? skipping : claimed).add(row.record());
            }
        }
        return new Claims(rows.get(0).now(), claimed, skipping, rows.get(0).nextDue());
    }

    /** A row: the time, and a record if there was any. */
    private record Found(
            Instant now,
            Optional<Instant> nextDue,
            boolean alive,
            boolean unsettled,
            @Nullable RuntimeRecord record) {
        static Found read(ResultSet row, StatementContext context) throws SQLException {
            return new Found(
                    Rows.instant(row, "claimed_at"),
                    Rows.optionalInstant(row, "next_due"),
                    row.getBoolean("alive"),
                    row.getBoolean("unsettled"),
                    row.getString("status") == null ? null : RecordRow.read(row, context));
        }
    }
}
