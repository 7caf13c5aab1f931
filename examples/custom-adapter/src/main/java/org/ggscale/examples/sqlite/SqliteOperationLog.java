package org.ggscale.examples.sqlite;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationLog;

/** Operations by the time they began; a cursor is that time and the id. */
final class SqliteOperationLog implements OperationLog {
    private final Database database;

    SqliteOperationLog(Database database) {
        this.database = database;
    }

    @Override
    public void write(OperationEntry entry) {
        database.transact(session -> {
            RecordTable.log(session, entry);
            return entry;
        });
    }

    @Override
    public Page<OperationEntry> list(GameKey key, Page.Request page) {
        Optional<Position> before = Pages.position(page, Position::parse);
        List<OperationEntry> rows = database.transact(session -> session.list(
                """
                select body from operations
                where tenant = ? and game_id = ? and (started_at, operation_id) < (?, ?)
                order by started_at desc, operation_id desc limit ?
                """,
                row -> Json.read(row.getString("body"), OperationEntry.class),
                key.tenant().value(),
                key.gameId(),
                before.map(Position::micros).orElse(Long.MAX_VALUE),
                before.map(position -> position.id.toString()).orElse(""),
                page.limit() + 1));
        return Pages.cut(rows, page, entry -> Json.micros(entry.startedAt()) + "/" + entry.operationId());
    }

    private record Position(long micros, UUID id) {
        static Position parse(String cursor) {
            String[] parts = cursor.split("/", 2);
            return new Position(Long.parseLong(parts[0]), UUID.fromString(parts[parts.length - 1]));
        }
    }
}
