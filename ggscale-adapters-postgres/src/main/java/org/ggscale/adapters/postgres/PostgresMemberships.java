package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;
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

    private static final String ANNOUNCE = """
            insert into ${schema}.membership_changes (tenant_id, game_id) %s on conflict do nothing
            """;
    private static final String SWEEP = """
            delete from ${schema}.membership_changes
            where tenant_id = :tenant and changed_at < now() - interval '10 minutes'
            """;

    private static final Statement SET = new Statement(
            "memberships.set", """
            with changed as (
                update ${schema}.memberships set status = :status
                where tenant_id = :tenant and game_id = :game and user_id = :user
                returning tenant_id, game_id, user_id, status
            ), announced as (%s), swept as (%s)
            select c.user_id, p.race_name, c.status
            from changed c join ${schema}.player_mappings p using (tenant_id, game_id, user_id)
            """.formatted(ANNOUNCE.formatted("select tenant_id, game_id from changed"), SWEEP));

    private static final Statement ANNOUNCED =
            new Statement("memberships.announce", """
            with swept as (%s) %s returning game_id
            """.formatted(SWEEP, ANNOUNCE.formatted("values (:tenant, :game)")));

    private static final Statement CHANGES =
            new Statement("memberships.changes", "select " + MembershipChanges.COLUMNS);

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
        return requests.query(key.tenant(), LOAD, all -> bind(all, key), (row, context) -> membership(row));
    }

    @Override
    public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
        return requests
                .query(
                        key.tenant(),
                        SET,
                        all -> bind(all, key).text("user", user.value()).text("status", status.wireName()),
                        (row, context) -> membership(row))
                .stream()
                .findFirst();
    }

    @Override
    public void announce(GameKey key) {
        requests.query(key.tenant(), ANNOUNCED, all -> bind(all, key), (row, context) -> true);
    }

    private static Parameters bind(Parameters parameters, GameKey key) {
        return parameters
                .number("tenant", key.tenant().value())
                .uuid("game", key.gameId().value());
    }

    @Override
    public Changes changes(Optional<String> since) {
        return workers.query(CHANGES, all -> all.text("seen", since), (row, context) -> MembershipChanges.read(row))
                .get(0);
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(PostgresPlayerMappings.member(row), Membership.Status.parse(row.getString("status")));
    }
}
