package org.ggscale.examples.sqlite;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;

/** The memberships that came with the mappings. */
final class SqliteMemberships implements Memberships {
    private final Database database;

    SqliteMemberships(Database database) {
        this.database = database;
    }

    @Override
    public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
        return database.transact(session -> {
            Map<GameKey, List<Membership>> found = new LinkedHashMap<>();
            for (GameKey key : keys) {
                List<Membership> members = session.list(
                        "select * from memberships where tenant = ? and game_id = ? order by position",
                        row -> new Membership(
                                new Member(
                                        new UserId(row.getString("user_id")), new RaceName(row.getString("race_name"))),
                                Membership.Status.valueOf(row.getString("status"))),
                        key.tenant().value(),
                        key.gameId());
                if (!members.isEmpty()) {
                    found.put(key, members);
                }
            }
            return found;
        });
    }
}
