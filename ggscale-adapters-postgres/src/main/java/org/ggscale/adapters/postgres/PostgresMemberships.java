package org.ggscale.adapters.postgres;

import java.util.List;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;

/** The built-in memberships. */
final class PostgresMemberships implements Memberships {
    private static final Statement LOAD = new Statement("memberships.load", """
            select m.user_id, p.race_name, m.status
            from ${schema}.memberships m join ${schema}.player_mappings p using (tenant_id, game_id, user_id)
            where tenant_id = :tenant and game_id = :game
            order by p.position
            """);

    private final Gateway requests;

    PostgresMemberships(Gateway requests) {
        this.requests = requests;
    }

    @Override
    public List<Membership> load(GameKey key) {
        return requests.query(
                key.tenant(),
                LOAD,
                all -> all.number("tenant", key.tenant().value())
                        .uuid("game", key.gameId().value()),
                (row, context) -> new Membership(
                        PostgresPlayerMappings.member(row), Membership.Status.parse(row.getString("status"))));
    }
}
