package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ggscale.core.play.Memberships.Changes;

/**
 * Which games' memberships have changed since an earlier look, as columns of a statement that is made anyway.
 *
 * <p>A cursor is a snapshot: a change is new if the statement's own snapshot shows it and the earlier one did not, so that no
 * commit is missed in whatever order they come.
 */
final class MembershipChanges {
    static final String COLUMNS = """
            pg_current_snapshot()::text as memberships_seen,
            (select string_agg(distinct tenant_id || '/' || game_id, ',') from ${schema}.membership_changes
             where xid >= pg_snapshot_xmin(cast(:seen as pg_snapshot))
                and not pg_visible_in_snapshot(xid, cast(:seen as pg_snapshot))) as memberships_changed
            """;

    private MembershipChanges() {}

    static Changes read(ResultSet row) throws SQLException {
        String changed =
                Optional.ofNullable(row.getString("memberships_changed")).orElse("");
        return new Changes(
                row.getString("memberships_seen"),
                changed.isEmpty()
                        ? Set.of()
                        : Stream.of(changed.split(","))
                                .map(PostgresRuntimeRecords::parseKey)
                                .collect(Collectors.toSet()));
    }
}
