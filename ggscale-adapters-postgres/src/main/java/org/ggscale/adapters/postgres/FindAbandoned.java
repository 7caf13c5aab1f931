package org.ggscale.adapters.postgres;

import java.util.List;
import java.util.Set;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.turn.Turns.Scan;

/** Finds the games whose work nobody does; who is alive is judged by the server's clock. */
final class FindAbandoned {
    private static final String ABANDONED = """
            (select r.* from ${schema}.runtime_records r
             left join ${schema}.hosts h on h.owner = r.owner and h.alive_until > now()
             left join ${schema}.engine_versions v
                on v.tenant_id = r.tenant_id and v.precedence = split_part(r.current_engine_version, '+', 1)
             where r.status in ('starting', 'generation_in_progress', 'engine_unreachable')
                and r.engine_node %s
                and (r.tenant_id, r.game_id) not in (select * from unnest(:held_tenant, :held_game))
                and (r.status = 'engine_unreachable'
                    or h.owner is null
                    or r.owner = :self and r.updated_at < now() - :grace * interval '1 millisecond'
                    or r.status = 'generation_in_progress' and r.updated_at
                        < now() - (coalesce(v.turn_timeout, :turn_timeout) + :grace) * interval '1 millisecond')
             order by r.engine_node, r.updated_at, r.game_id limit :limit)
            """;

    /** A node with dead owners alone; they are buried once nothing of it is left to find. */
    private static final String LOST = """
            (select found.* from lost cross join lateral (
                select r.* from ${schema}.runtime_records r
                where r.engine_node = lost.node and r.engine_node <> :node
                    and r.status in ('running', 'generation_in_progress', 'generation_failed')
                    and r.status not in ('stopped', 'finished')
                    and (r.tenant_id, r.game_id) not in (select * from unnest(:held_tenant, :held_game))
                order by r.engine_node, r.game_id limit :limit
             ) as found limit :limit)
            """;

    static final Statement STATEMENT = new Statement(
            "turns.recoverable", """
            with lost as materialized (
                select node from ${schema}.hosts
                group by node having max(alive_until) <= now() - :node_grace * interval '1 millisecond'
            ), orphans as materialized %s, buried as (
                delete from ${schema}.hosts
                where alive_until <= now() - :node_grace * interval '1 millisecond'
                    and (node = :node or node not in (select node from lost) or not exists (select from orphans))
            )
            select * from (%s union all %s union all select * from orphans) as places
            order by updated_at, game_id, tenant_id limit :limit
            """.formatted(LOST, ABANDONED.formatted("= :node"), ABANDONED.formatted("is null")));

    private FindAbandoned() {}

    static List<RuntimeRecord> run(Gateway workers, Scan scan) {
        Set<GameKey> held = scan.held();
        return workers.query(
                STATEMENT,
                all -> all.uuid("self", scan.self().value())
                        .text("node", scan.node().value())
                        .column("held_tenant", "int8", held, key -> key.tenant().value())
                        .column("held_game", "uuid", held, key -> key.gameId().value())
                        .number("turn_timeout", scan.turnTimeout().toMillis())
                        .number("grace", scan.grace().toMillis())
                        .number("node_grace", scan.nodeGrace().toMillis())
                        .number("limit", scan.limit()),
                RecordRow::read);
    }
}
