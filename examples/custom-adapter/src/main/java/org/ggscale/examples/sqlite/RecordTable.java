package org.ggscale.examples.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;

/** What changes of records have in common: they happen inside a transaction, with their events and operations. */
final class RecordTable {
    private RecordTable() {}

    static Optional<RuntimeRecord> find(Session session, GameKey key) throws SQLException {
        return session.first(
                "select body from runtime_records where tenant = ? and game_id = ?",
                RecordTable::read,
                key.tenant().value(),
                key.gameId());
    }

    static RuntimeRecord read(ResultSet row) throws SQLException {
        return Json.read(row.getString("body"), RuntimeRecord.class);
    }

    static void update(Session session, RuntimeRecord record) throws SQLException {
        session.execute(
                "update runtime_records set body = ? where tenant = ? and game_id = ?",
                Json.write(record),
                record.key().tenant().value(),
                record.key().gameId());
    }

    static void append(Session session, GameKey key, Iterable<RuntimeEvent> events) throws SQLException {
        for (RuntimeEvent event : events) {
            session.execute(
                    "insert into events (tenant, game_id, channel, stored_at, body) values (?, ?, ?, ?, ?)",
                    key.tenant().value(),
                    event.gameId(),
                    event.channel(),
                    session.now(),
                    Json.write(event));
        }
    }

    static void log(Session session, OperationEntry entry) throws SQLException {
        session.execute(
                "insert or replace into operations (tenant, operation_id, game_id, started_at, body) values (?, ?, ?, ?, ?)",
                entry.key().tenant().value(),
                entry.operationId(),
                entry.key().gameId(),
                entry.startedAt(),
                Json.write(entry));
    }

    static void remember(Session session, HealthSnapshot snapshot) throws SQLException {
        session.execute(
                "insert into health_snapshots (tenant, game_id, observed_at, body) values (?, ?, ?, ?)",
                snapshot.key().tenant().value(),
                snapshot.key().gameId(),
                snapshot.observedAt(),
                Json.write(snapshot));
    }
}
