package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeRecords.Change;

/** Stops games: the record first, so that a late answer of a turn in flight changes nothing, then the engine. */
public final class Stopper {
    private final RuntimeRecords records;
    private final EngineInstances instances;
    private final HostContext host;

    /** Creates a stopper. */
    public Stopper(RuntimeRecords records, EngineInstances instances, HostContext host) {
        this.records = records;
        this.instances = instances;
        this.host = host;
    }

    /**
     * Stops a game; on a stopped one only makes sure that its engine is gone.
     *
     * @param reason 1 to 1,000 characters, not blank
     */
    public Stop stop(GameKey key, String reason) {
        if (reason.isBlank() || reason.codePointCount(0, reason.length()) > 1_000) {
            throw new IllegalArgumentException("reason has 1 to 1,000 characters and is not blank");
        }
        Optional<RuntimeRecord> found = records.find(key);
        while (found.isPresent()) {
            RuntimeRecord record = found.get();
            Optional<String> conflict = conflict(record);
            if (conflict.isPresent()) {
                return new Stop.Conflict(record, conflict.get());
            }
            if (record.status() == RuntimeStatus.STOPPED) {
                return endEngine(record);
            }
            switch (records.replace(stopped(record, reason))) {
                case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> {
                    return endEngine(stored);
                }
                case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) -> found = current;
            }
        }
        return new Stop.NotFound();
    }

    private Optional<String> conflict(RuntimeRecord record) {
        Optional<String> elsewhere = host.elsewhere(record);
        if (elsewhere.isPresent() && !isLost(record)) {
            return elsewhere;
        }
        return switch (record.status()) {
            case STARTING, FINISHED ->
                Optional.of("a game that is " + record.status().wireName() + " cannot be stopped");
            case RUNNING, GENERATION_IN_PROGRESS, GENERATION_FAILED, STOPPED, ENGINE_UNREACHABLE -> Optional.empty();
        };
    }

    /** A game of a lost node is stopped by anybody; its engine is ended when the node returns. */
    private static boolean isLost(RuntimeRecord record) {
        boolean parked =
                record.status() == RuntimeStatus.ENGINE_UNREACHABLE || record.status() == RuntimeStatus.STOPPED;
        return parked
                && record.lastFailure()
                        .filter(failure -> failure.code() == FailureCode.NODE_LOST)
                        .isPresent();
    }

    private Change stopped(RuntimeRecord record, String reason) {
        Instant now = host.now();
        RuntimeRecord next = record.next(RuntimeStatus.STOPPED, now)
                .owner(null)
                .nextGenerationAt(null)
                .build();
        OperationEntry entry = OperationEntry.started(
                        host.ids().get(), record.key(), Operation.STOP, Source.API, now, Map.of("reason", reason))
                .succeeded(now);
        RuntimeEvent snapshot = new RuntimeEvent.SnapshotUpdate(
                record.key().gameId(),
                next.currentTurn(),
                next.status(),
                next.engine().health(),
                List.of(),
                now);
        return new Change(record, next, List.of(snapshot), Optional.of(entry));
    }

    private Stop endEngine(RuntimeRecord record) {
        if (!record.engine().external() && host.elsewhere(record).isEmpty()) {
            instances.stop(record.key().gameId());
        }
        return new Stop.Stopped(record);
    }
}
