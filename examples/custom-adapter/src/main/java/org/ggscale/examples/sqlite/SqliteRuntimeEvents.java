package org.ggscale.examples.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.tenant.TenantId;

/** Events, numbered without gaps because transactions come one after the other; a cursor is the number of one. */
final class SqliteRuntimeEvents implements RuntimeEvents {
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

    private final Database database;

    SqliteRuntimeEvents(Database database) {
        this.database = database;
    }

    @Override
    public String latest() {
        return Long.toString(database.transact(SqliteRuntimeEvents::newest));
    }

    @Override
    public Reading read(Query query) {
        query.after().ifPresent(SqliteRuntimeEvents::check);
        return database.transact(session -> {
            long newest = newest(session);
            long forgotten = forgotten(session, newest);
            long after = query.after().map(Long::valueOf).orElse(forgotten);
            // A cursor from the future is one of another file, or of one that was restored.
            if (after < forgotten || after > newest) {
                return new Reading.Expired();
            }
            List<Stored> found = find(session, query, after);
            return new Reading.Events(
                    found,
                    found.size() < query.limit()
                            ? Long.toString(newest)
                            : found.get(found.size() - 1).cursor());
        });
    }

    private static List<Stored> find(Session session, Query query, long after) throws SQLException {
        return session.list(
                """
                select number, tenant, body from events
                where number > ? and tenant = ? and channel = ? and ? in ('', game_id)
                order by number limit ?
                """,
                row -> new Stored(
                        row.getString("number"),
                        new TenantId(row.getLong("tenant")),
                        Json.read(row.getString("body"), RuntimeEvent.class)),
                after,
                query.tenant().value(),
                query.channel(),
                query.gameId().map(GameId::toString).orElse(""),
                query.limit());
    }

    @Override
    public int forgetBefore(Instant instant, int atMost) {
        return database.transact(session -> session.execute("""
                delete from events where number in (
                    select number from events
                    where number < coalesce((select min(number) from events where stored_at >= ?), ?)
                    order by number limit ?)
                """, instant, Long.MAX_VALUE, atMost));
    }

    @Override
    public Duration lag() {
        return Duration.ZERO;
    }

    /** Returns the number of the newest event there ever was, 0 before the first. */
    private static long newest(Session session) throws SQLException {
        return session.first("select seq from sqlite_sequence where name = 'events'", row -> row.getLong(1))
                .orElse(0L);
    }

    /** Returns the number of the newest event that is forgotten, 0 when none is. */
    private static long forgotten(Session session, long newest) throws SQLException {
        return session.first("select min(number) from events having count(*) > 0", row -> row.getLong(1) - 1)
                .orElse(newest);
    }

    private static void check(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw new InvalidCursorException(cursor);
        }
    }
}
