package org.ggscale.examples.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.tenant.TenantId;

/** The memberships that came with the mappings. */
final class SqliteMemberships implements Memberships {
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Database database;

    SqliteMemberships(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
        return database.transact(session -> {
            int changed = session.execute(
                    "update memberships set status = ? where tenant = ? and game_id = ? and user_id = ?",
                    status,
                    key.tenant().value(),
                    key.gameId(),
                    user);
            if (changed == 0) {
                return Optional.empty();
            }
            append(session, key);
            return load(session, key).stream()
                    .filter(membership -> membership.member().userId().equals(user))
                    .findFirst();
        });
    }

    @Override
    public void announce(GameKey key) {
        database.transact(session -> append(session, key));
    }

    private static int append(Session session, GameKey key) throws SQLException {
        session.execute(
                "insert into membership_changes (tenant, game_id, changed_at) values (?, ?, ?)",
                key.tenant().value(),
                key.gameId(),
                session.now());
        return session.execute(
                "delete from membership_changes where changed_at < ?",
                session.now().minus(KEPT));
    }

    /** Writers take turns, so a number is never committed after a higher one. */
    @Override
    public Changes changes(Optional<String> since) {
        return database.transact(session -> {
            long last = session.first(
                            "select seq from sqlite_sequence where name = 'membership_changes'", row -> row.getLong(1))
                    .orElse(0L);
            List<GameKey> games = session.list(
                    "select distinct tenant, game_id from membership_changes where number > ?",
                    row -> new GameKey(new TenantId(row.getLong("tenant")), GameId.parse(row.getString("game_id"))),
                    since.map(Long::valueOf).orElse(last));
            return new Changes(Long.toString(last), Set.copyOf(games));
        });
    }

    @Override
    public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
        return database.transact(session -> {
            Map<GameKey, List<Membership>> found = new LinkedHashMap<>();
            for (GameKey key : keys) {
                List<Membership> members = load(session, key);
                if (!members.isEmpty()) {
                    found.put(key, members);
                }
            }
            return found;
        });
    }

    private static List<Membership> load(Session session, GameKey key) throws SQLException {
        return session.list(
                "select * from memberships where tenant = ? and game_id = ? order by position",
                row -> new Membership(
                        new Member(new UserId(row.getString("user_id")), new RaceName(row.getString("race_name"))),
                        Membership.Status.valueOf(row.getString("status"))),
                key.tenant().value(),
                key.gameId());
    }
}
