package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerMappings;

/** Mappings and the memberships that come with them; keys refuse what is repeated or of no game. */
final class PostgresPlayerMappings implements PlayerMappings {
    private static final Statement ADD = new Statement("mappings.add", """
            with added as (
                insert into ${schema}.player_mappings (tenant_id, game_id, user_id, race_name, engine_player_uuid)
                select :tenant, :game, m.user_id, m.race_name, m.engine_player_uuid
                from unnest(:user, :race, :engine_player) with ordinality
                    as m(user_id, race_name, engine_player_uuid, n)
                order by m.n
                returning tenant_id, game_id, user_id
            ), joined as (
                insert into ${schema}.memberships (tenant_id, game_id, user_id, status)
                select tenant_id, game_id, user_id, 'active' from added
            )
            select count(*) from added
            """);

    private static final Statement FIND = new Statement("mappings.find", """
            select * from ${schema}.player_mappings where tenant_id = :tenant and game_id = :game order by position
            """);

    private static final Statement FIND_ALL = new Statement("mappings.find_all", """
            select p.* from unnest(:tenant, :game) as wanted(tenant_id, game_id)
            join ${schema}.player_mappings p using (tenant_id, game_id)
            order by p.position
            """);

    private final Gateway requests;
    private final Gateway workers;

    PostgresPlayerMappings(Gateway requests, Gateway workers) {
        this.requests = requests;
        this.workers = workers;
    }

    @Override
    public void add(GameKey key, List<PlayerMapping> mappings) {
        requests.query(
                key.tenant(),
                ADD,
                all -> all.number("tenant", key.tenant().value())
                        .uuid("game", key.gameId().value())
                        .column(
                                "user",
                                "text",
                                mappings,
                                mapping -> mapping.member().userId().value())
                        .column(
                                "race",
                                "text",
                                mappings,
                                mapping -> mapping.member().raceName().value())
                        .column("engine_player", "uuid", mappings, PlayerMapping::enginePlayerId),
                (row, context) -> row.getLong(1));
    }

    @Override
    public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
        return Rows.byGame(workers.query(
                FIND_ALL, all -> all.keys(keys), (row, context) -> Map.entry(Rows.key(row), mapping(row))));
    }

    @Override
    public List<PlayerMapping> find(GameKey key) {
        return requests.query(
                key.tenant(),
                FIND,
                all -> all.number("tenant", key.tenant().value())
                        .uuid("game", key.gameId().value()),
                (row, context) -> mapping(row));
    }

    private static PlayerMapping mapping(ResultSet row) throws SQLException {
        return new PlayerMapping(member(row), Rows.uuid(row, "engine_player_uuid"));
    }

    static Member member(ResultSet row) throws SQLException {
        return new Member(new UserId(row.getString("user_id")), new RaceName(row.getString("race_name")));
    }
}
