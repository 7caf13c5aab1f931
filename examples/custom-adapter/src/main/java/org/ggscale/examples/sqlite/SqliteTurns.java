package org.ggscale.examples.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.Page;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecordBuilder;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.core.turn.Turns;

/** Turns as JSON; what became of a record is worked out by the core's own builder. */
final class SqliteTurns implements Turns {
    private static final String SCHEDULED = """
            select body from runtime_records
            where status = 'RUNNING' and paused = 0 and due_at is not null and coalesce(node, ?) = ? and due_at <= ?
            order by due_at limit ?
            """;

    private final Database database;

    SqliteTurns(Database database) {
        this.database = database;
    }

    @Override
    public Claims claimDue(OwnerId owner, NodeId node, int limit) {
        return database.transact(session -> {
            List<RuntimeRecord> claimed = new ArrayList<>();
            List<RuntimeRecord> skipping = new ArrayList<>();
            for (RuntimeRecord due : scheduled(session, node, Json.micros(session.now()), limit)) {
                if (due.skipNextTick()) {
                    skipping.add(due);
                } else {
                    claimed.add(claim(session, due, owner));
                }
            }
            Optional<Instant> nextDue = scheduled(session, node, Long.MAX_VALUE, skipping.size() + 1).stream()
                    .filter(record -> !skipping.contains(record))
                    .findFirst()
                    .flatMap(RuntimeRecord::nextGenerationAt);
            return new Claims(session.now(), claimed, skipping, nextDue);
        });
    }

    private static List<RuntimeRecord> scheduled(Session session, NodeId node, long until, int limit)
            throws SQLException {
        return session.list(SCHEDULED, RecordTable::read, node.value(), node.value(), until, limit);
    }

    private static RuntimeRecord claim(Session session, RuntimeRecord due, OwnerId owner) throws SQLException {
        Instant dueAt = due.nextGenerationAt().orElseThrow();
        RuntimeRecord claimed = due.next(RuntimeStatus.GENERATION_IN_PROGRESS, session.now())
                .owner(owner)
                .generation(new Generation(due.currentTurn() + 1, 1, Trigger.SCHEDULE, dueAt, session.now()))
                .build();
        RecordTable.update(session, claimed);
        return claimed;
    }

    @Override
    public void skip(List<Skip> skips) {
        database.transact(session -> {
            for (Skip skip : skips) {
                Optional<RuntimeRecord> found =
                        RecordTable.find(session, skip.key()).filter(record -> record.epoch() == skip.epoch());
                if (found.isPresent()) {
                    RuntimeRecord record = found.get();
                    RecordTable.update(
                            session,
                            record.next(record.status(), session.now())
                                    .skipNextTick(false)
                                    .nextGenerationAt(skip.nextGenerationAt().orElse(null))
                                    .missedTicks(record.missedTicks() + skip.missed())
                                    .build());
                }
            }
            return skips;
        });
    }

    @Override
    public Set<GameKey> complete(List<Completion> completions) {
        return database.transact(session -> {
            Set<GameKey> committed = new LinkedHashSet<>();
            for (Completion turn : completions) {
                Optional<RuntimeRecord> found =
                        RecordTable.find(session, turn.key()).filter(record -> holds(turn, record));
                if (found.isPresent()) {
                    commit(session, found.get(), turn);
                    committed.add(turn.key());
                }
            }
            return committed;
        });
    }

    private static boolean holds(Completion turn, RuntimeRecord stored) {
        return stored.epoch() == turn.epoch() && stored.owner().equals(Optional.of(turn.owner()));
    }

    /** Writes all that a turn changes; one that is in the history already breaks the key of the table. */
    private static void commit(Session session, RuntimeRecord record, Completion turn) throws SQLException {
        RecordTable.update(session, committed(record, turn, session.now()));
        session.execute(
                "insert into game_turns (tenant, game_id, turn, body) values (?, ?, ?, ?)",
                turn.key().tenant().value(),
                turn.key().gameId(),
                turn.row().turn(),
                Json.write(turn.row()));
        RecordTable.append(session, turn.key(), turn.events());
        RecordTable.log(session, turn.operation());
    }

    private static RuntimeRecord committed(RuntimeRecord record, Completion turn, Instant now) {
        Instant playedAt = turn.row().finishedAt();
        RuntimeRecordBuilder next = record.copy()
                .status(turn.finished() ? RuntimeStatus.FINISHED : RuntimeStatus.RUNNING)
                .currentTurn(turn.row().turn())
                .skipNextTick(turn.skipNextTick())
                .missedTicks(record.missedTicks() + turn.missed())
                .engine(record.engine().with(turn.capabilities()))
                .owner(null)
                .generation(null)
                .lastFailure(null)
                .lastObservedAt(playedAt)
                .updatedAt(now);
        turn.nextGenerationAt().ifPresent(next::nextGenerationAt);
        return turn.finished()
                ? next.nextGenerationAt(null).finishedAt(playedAt).build()
                : next.build();
    }

    @Override
    public List<RuntimeRecord> recoverable(Scan scan) {
        return database.transact(session -> new Abandonment(session, scan).find());
    }

    @Override
    public Page<TurnRow> history(GameKey key, Page.Request page) {
        Optional<Long> before = Pages.position(page, Long::valueOf);
        List<TurnRow> rows = database.transact(session -> session.list(
                "select body from game_turns where tenant = ? and game_id = ? and turn < ? order by turn desc limit ?",
                row -> Json.read(row.getString("body"), TurnRow.class),
                key.tenant().value(),
                key.gameId(),
                before.orElse(Long.MAX_VALUE),
                page.limit() + 1));
        return Pages.cut(rows, page, row -> String.valueOf(row.turn()));
    }

    @Override
    public Optional<TurnRow> find(GameKey key, long turn) {
        return database.transact(session -> session.first(
                "select body from game_turns where tenant = ? and game_id = ? and turn = ?",
                row -> Json.read(row.getString("body"), TurnRow.class),
                key.tenant().value(),
                key.gameId(),
                turn));
    }
}
