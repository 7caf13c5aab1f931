package org.ggscale.examples.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ggscale.core.Page;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.Placement;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;

/** Records as JSON. */
final class SqliteRuntimeRecords implements RuntimeRecords {
    private final Database database;

    SqliteRuntimeRecords(Database database) {
        this.database = database;
    }

    @Override
    public Creation create(RuntimeRecord record) {
        return database.transact(session -> {
            Optional<RuntimeRecord> current = RecordTable.find(session, record.key());
            if (current.isPresent()) {
                return new Creation.AlreadyExists(current.get());
            }
            session.execute(
                    "insert into runtime_records (tenant, game_id, body) values (?, ?, ?)",
                    record.key().tenant().value(),
                    record.key().gameId(),
                    Json.write(record));
            return new Creation.Created();
        });
    }

    @Override
    public Optional<RuntimeRecord> find(GameKey key) {
        return database.transact(session -> RecordTable.find(session, key));
    }

    @Override
    public Replacement replace(Change change) {
        RuntimeRecord expected = change.expected();
        return database.transact(session -> {
            Optional<RuntimeRecord> current = RecordTable.find(session, expected.key());
            if (current.filter(record -> isAsExpected(record, expected)).isEmpty()) {
                return new Replacement.Lost(current);
            }
            RuntimeRecord next =
                    change.next().copy().paused(current.get().paused()).build();
            RecordTable.update(session, next);
            RecordTable.append(session, next.key(), change.events());
            if (change.operation().isPresent()) {
                RecordTable.log(session, change.operation().get());
            }
            if (change.healthSnapshot().isPresent()) {
                RecordTable.remember(session, change.healthSnapshot().get());
            }
            return new Replacement.Replaced(next);
        });
    }

    /** Compares epoch and owner, the fence of every change: whoever acts on an older epoch has lost the game. */
    private static boolean isAsExpected(RuntimeRecord stored, RuntimeRecord expected) {
        return stored.epoch() == expected.epoch() && stored.owner().equals(expected.owner());
    }

    @Override
    public Pausing pause(GameKey key, boolean paused, OperationEntry operation) {
        return database.transact(session -> {
            Optional<RuntimeRecord> current = RecordTable.find(session, key);
            if (current.filter(record -> record.status() != RuntimeStatus.FINISHED && record.paused() != paused)
                    .isEmpty()) {
                return new Pausing.Unchanged(current);
            }
            RuntimeRecord record = current.get();
            RuntimeRecord next = (isWorkedOn(record) ? record.copy() : record.next(record.status(), session.now()))
                    .paused(paused)
                    .build();
            RecordTable.update(session, next);
            RecordTable.log(session, operation);
            return new Pausing.Changed(next);
        });
    }

    private static boolean isWorkedOn(RuntimeRecord record) {
        return switch (record.status()) {
            case STARTING, GENERATION_IN_PROGRESS, ENGINE_UNREACHABLE -> true;
            case RUNNING, GENERATION_FAILED, STOPPED, FINISHED -> false;
        };
    }

    @Override
    public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
        return database.transact(session -> {
            GameKey key = expected.key();
            if (RecordTable.find(session, key)
                    .filter(record -> isAsExpected(record, expected))
                    .isEmpty()) {
                return false;
            }
            session.execute(
                    "delete from runtime_records where tenant = ? and game_id = ?",
                    key.tenant().value(),
                    key.gameId());
            RecordTable.append(session, key, events);
            return true;
        });
    }

    @Override
    public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
        Optional<GameId> after = Pages.position(page, GameId::parse);
        List<RuntimeRecord> rows = database.transact(session -> session.list(
                """
                select body from runtime_records where tenant = ? and ? in ('', status) and game_id > ?
                order by game_id limit ?
                """,
                RecordTable::read,
                tenant.value(),
                status.map(RuntimeStatus::name).orElse(""),
                after.map(GameId::toString).orElse(""),
                page.limit() + 1));
        return Pages.cut(rows, page, record -> record.key().gameId().toString());
    }

    @Override
    public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
        Optional<GameKey> after = Pages.position(page, SqliteRuntimeRecords::parse);
        List<RuntimeRecord> rows = database.transact(session -> session.list(
                """
                select body from runtime_records
                where node = ? and status not in ('STOPPED', 'FINISHED') and ? in ('', game_id) and (game_id, tenant) > (?, ?)
                order by game_id, tenant limit ?
                """,
                RecordTable::read,
                node.value(),
                gameId.map(GameId::toString).orElse(""),
                after.map(key -> key.gameId().toString()).orElse(""),
                after.map(key -> key.tenant().value()).orElse(0L),
                page.limit() + 1));
        return Pages.cut(
                rows,
                page,
                record -> record.key().gameId() + "/" + record.key().tenant().value());
    }

    @Override
    public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
        return database.transact(session -> session.list(
                """
                select body from runtime_records
                where node = ? and status not in ('STOPPED', 'FINISHED') and (game_id, tenant) > (?, ?)
                order by game_id, tenant limit ?
                """,
                row -> Placement.of(RecordTable.read(row)),
                node.value(),
                after.map(key -> key.gameId().toString()).orElse(""),
                after.map(key -> key.tenant().value()).orElse(0L),
                limit));
    }

    @Override
    public List<Placement> placements(Collection<GameId> games) {
        return database.transact(session -> {
            List<Placement> placements = new ArrayList<>();
            for (GameId game : games) {
                placements.addAll(session.list(
                        "select body from runtime_records where game_id = ?",
                        row -> Placement.of(RecordTable.read(row)),
                        game));
            }
            return placements;
        });
    }

    @Override
    public Map<RuntimeStatus, Long> countByStatus() {
        return database
                .transact(session -> session.list(
                        "select status, count(*) from runtime_records group by status",
                        row -> Map.entry(RuntimeStatus.valueOf(row.getString(1)), row.getLong(2))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static GameKey parse(String cursor) {
        String[] parts = cursor.split("/", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("no tenant");
        }
        return new GameKey(new TenantId(Long.parseLong(parts[1])), GameId.parse(parts[0]));
    }
}
