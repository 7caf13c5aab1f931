package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;

/**
 * Writes the health summary of engines that run into the records of their games.
 *
 * <p>A change of the summary is a transition that leaves the status as it is and, like every transition, raises the epoch.
 * So it is not made while somebody plays a turn or starts the engine: whoever does that holds the epoch, and must not be
 * fenced by a probe. The next probe finds the game again. The other way, to write beside the epoch as a pause does, would
 * let the turn's own snapshot tell the summary that was read before it.
 */
final class HealthKeeper {
    private final RuntimeRecords records;
    private final HostContext host;

    HealthKeeper(RuntimeRecords records, HostContext host) {
        this.records = records;
        this.host = host;
    }

    /**
     * Makes the record of an instance say what its summary is, unless it does, or the instance is not its current one.
     *
     * @return whether there is nothing left to write; else it is to be tried again later
     */
    boolean write(EngineInstance instance, EngineHealth summary, String seen) {
        Optional<RuntimeRecord> current = find(instance);
        while (current.isPresent() && isToBeWritten(current.get(), instance, summary)) {
            RuntimeRecord record = current.get();
            if (isWorkedOn(record)) {
                return false;
            }
            switch (records.replace(change(record, summary, seen))) {
                case Replacement.Replaced(RuntimeRecord stored) -> {
                    host.signal(new Signal.EngineChanged(
                            record.key(), "engine " + summary.wireName() + (seen.isEmpty() ? "" : ": " + seen)));
                    return true;
                }
                case Replacement.Lost(Optional<RuntimeRecord> other) -> current = other;
            }
        }
        return true;
    }

    private Optional<RuntimeRecord> find(EngineInstance instance) {
        return records.managed(host.node(), Optional.of(instance.gameId()), Page.Request.first(200)).items().stream()
                .filter(record -> isCurrent(record, instance))
                .findFirst();
    }

    private static boolean isCurrent(RuntimeRecord record, EngineInstance instance) {
        return record.engine().token().equals(Optional.of(instance.token()));
    }

    /** How an engine has ended stands until it says again where it stands: a probe may have been under way. */
    private static boolean isToBeWritten(RuntimeRecord record, EngineInstance instance, EngineHealth summary) {
        return isCurrent(record, instance)
                && record.engine().health() != summary
                && !record.engine().health().hasEnded()
                && switch (record.status()) {
                    case STARTING, RUNNING, GENERATION_IN_PROGRESS, GENERATION_FAILED, ENGINE_UNREACHABLE -> true;
                    case STOPPED, FINISHED -> false;
                };
    }

    private static boolean isWorkedOn(RuntimeRecord record) {
        return switch (record.status()) {
            case STARTING, GENERATION_IN_PROGRESS -> true;
            case RUNNING, GENERATION_FAILED, ENGINE_UNREACHABLE, STOPPED, FINISHED -> false;
        };
    }

    private Change change(RuntimeRecord record, EngineHealth summary, String seen) {
        Instant now = host.now();
        RuntimeRecord next = record.next(record.status(), now)
                .engine(record.engine().with(summary))
                .lastObservedAt(now)
                .build();
        RuntimeEvent snapshot = new RuntimeEvent.SnapshotUpdate(
                record.key().gameId(), next.currentTurn(), next.status(), summary, List.of(), now);
        return new Change(record, next, List.of(snapshot), Optional.empty(), seen);
    }
}
