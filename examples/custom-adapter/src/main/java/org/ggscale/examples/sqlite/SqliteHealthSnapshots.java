package org.ggscale.examples.sqlite;

import java.time.Instant;
import java.util.List;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.HealthSnapshots;

/** Changes of health, numbered as they are stored; a cursor is the number of one. */
final class SqliteHealthSnapshots implements HealthSnapshots {
    private final Database database;

    SqliteHealthSnapshots(Database database) {
        this.database = database;
    }

    @Override
    public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
        long before = Pages.position(page, Long::valueOf).orElse(Long.MAX_VALUE);
        List<Numbered> rows = database.transact(session -> session.list(
                """
                select number, body from health_snapshots
                where tenant = ? and game_id = ? and number < ? order by number desc limit ?
                """,
                row -> new Numbered(row.getLong("number"), Json.read(row.getString("body"), HealthSnapshot.class)),
                key.tenant().value(),
                key.gameId(),
                before,
                page.limit() + 1));
        Page<Numbered> numbered = Pages.cut(rows, page, row -> Long.toString(row.number));
        return new Page<>(numbered.items().stream().map(Numbered::snapshot).toList(), numbered.nextCursor());
    }

    @Override
    public int forgetBefore(Instant instant, int atMost) {
        return database.transact(session -> session.execute("""
                delete from health_snapshots where number in (
                    select number from health_snapshots where observed_at < ? order by observed_at limit ?)
                """, instant, atMost));
    }

    private record Numbered(long number, HealthSnapshot snapshot) {}
}
