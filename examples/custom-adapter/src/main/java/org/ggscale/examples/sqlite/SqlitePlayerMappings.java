package org.ggscale.examples.sqlite;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerMappings;

/** Mappings, whose unknown games and repeated parts the keys of the table refuse. */
final class SqlitePlayerMappings implements PlayerMappings {
    private final Database database;

    SqlitePlayerMappings(Database database) {
        this.database = database;
    }

    @Override
    public void add(GameKey key, List<PlayerMapping> mappings) {
        database.transact(session -> {
            for (PlayerMapping mapping : mappings) {
                Member member = mapping.member();
                session.execute(
                        """
                        insert into player_mappings (tenant, game_id, position, user_id, race_name, engine_player_id)
                        select ?1, ?2, count(*), ?3, ?4, ?5 from player_mappings where tenant = ?1 and game_id = ?2
                        """,
                        key.tenant().value(),
                        key.gameId(),
                        member.userId(),
                        member.raceName(),
                        mapping.enginePlayerId());
                session.execute(
                        """
                        insert into memberships (tenant, game_id, position, user_id, race_name, status)
                        select ?1, ?2, count(*), ?3, ?4, ?5 from memberships where tenant = ?1 and game_id = ?2
                        """,
                        key.tenant().value(),
                        key.gameId(),
                        member.userId(),
                        member.raceName(),
                        Membership.Status.ACTIVE);
            }
            return mappings;
        });
    }

    @Override
    public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
        return database.transact(session -> {
            Map<GameKey, List<PlayerMapping>> found = new LinkedHashMap<>();
            for (GameKey key : keys) {
                List<PlayerMapping> mappings = session.list(
                        "select * from player_mappings where tenant = ? and game_id = ? order by position",
                        row -> new PlayerMapping(
                                new Member(
                                        new UserId(row.getString("user_id")), new RaceName(row.getString("race_name"))),
                                UUID.fromString(row.getString("engine_player_id"))),
                        key.tenant().value(),
                        key.gameId());
                if (!mappings.isEmpty()) {
                    found.put(key, mappings);
                }
            }
            return found;
        });
    }
}
