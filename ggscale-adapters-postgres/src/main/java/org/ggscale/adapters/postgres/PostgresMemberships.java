package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    private static final Statement LOAD_ALL = new Statement("memberships.load_all", """
            select tenant_id, game_id, m.user_id, p.race_name, m.status
            from unnest(:tenant, :game) as wanted(tenant_id, game_id)
            join ${schema}.memberships m using (tenant_id, game_id)
            join ${schema}.player_mappings p using (tenant_id, game_id, user_id)
            order by p.position
            """);

    private final Gateway requests;
    private final Gateway workers;

    PostgresMemberships(Gateway requests, Gateway workers) {
        this.requests = requests;
        this.workers = workers;
    }

    @Override
    public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
        return Rows.byGame(workers.query(
                LOAD_ALL, all -> all.keys(keys), (row, context) -> Map.entry(Rows.key(row), membership(row))));
    }

    @Override
    public List<Membership> load(GameKey key) {
        return requests.query(
                key.tenant(),
                LOAD,
                all -> all.number("tenant", key.tenant().value())
                        .uuid("game", key.gameId().value()),
                (row, context) -> membership(row));
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(PostgresPlayerMappings.member(row), Membership.Status.parse(row.getString("status")));
    }
}
