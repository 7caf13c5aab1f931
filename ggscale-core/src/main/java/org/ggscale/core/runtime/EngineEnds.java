package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.runtime.RuntimeRecords.Change;

/** Marks games whose engine has ended as unreachable. */
record EngineEnds(RuntimeRecords records, HostContext host) {
    /** Whom an end concerns that was seen: also a game whose turn is under way, or has found out first. */
    static final Set<RuntimeStatus> SEEN = Set.of(
            RuntimeStatus.RUNNING,
            RuntimeStatus.GENERATION_IN_PROGRESS,
            RuntimeStatus.GENERATION_FAILED,
            RuntimeStatus.ENGINE_UNREACHABLE);
    /** Whom an instance concerns that is not there: one that is being made for a turn under way is not there yet. */
    static final Set<RuntimeStatus> MISSED = Set.of(RuntimeStatus.RUNNING, RuntimeStatus.GENERATION_FAILED);

    /**
     * Marks a game, as long as the instance that has ended is its current one and its status is one of these. A game that is
     * unreachable already, because its engine did not answer, stays so and learns why.
     *
     * @param operation written to the log with the change
     */
    void mark(
            RuntimeRecord found,
            Set<RuntimeStatus> concerned,
            EngineHealth health,
            String detail,
            Optional<OperationEntry> operation) {
        Optional<RuntimeRecord> current = Optional.of(found);
        while (current.isPresent()
                && concerned.contains(current.get().status())
                && !isExplained(current.get())
                && current.get().engine().token().equals(found.engine().token())) {
            RuntimeRecord record = current.get();
            switch (records.replace(unreachable(record, health, detail, operation))) {
                case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> {
                    host.signal(new Signal.EngineChanged(record.key(), detail));
                    return;
                }
                case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> other) -> current = other;
            }
        }
    }

    /** Whether it is known why the game is unreachable: how its engine ended, or why none can be started. */
    private static boolean isExplained(RuntimeRecord record) {
        return record.status() == RuntimeStatus.ENGINE_UNREACHABLE
                && (record.engine().health().hasEnded()
                        || record.lastFailure()
                                .filter(last -> last.code() != FailureCode.ENGINE_UNREACHABLE)
                                .isPresent());
    }

    private Change unreachable(
            RuntimeRecord record, EngineHealth health, String detail, Optional<OperationEntry> operation) {
        Instant now = host.now();
        RuntimeRecord next = record.next(RuntimeStatus.ENGINE_UNREACHABLE, now)
                .owner(null)
                .engine(record.engine().with(health))
                .lastFailure(new Failure(FailureCode.ENGINE_UNREACHABLE, detail, now))
                .build();
        RuntimeEvent snapshot = new RuntimeEvent.SnapshotUpdate(
                next.key().gameId(), next.currentTurn(), next.status(), health, List.of(), now);
        return new Change(record, next, List.of(snapshot), operation);
    }
}
