package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.RuntimeRecords.Change;

/** Notices engines of this node that ended, or are not there, and marks their games unreachable. */
public final class InstanceKeeper {
    private final RuntimeRecords records;
    private final EngineInstances instances;
    private final HostContext host;

    /** Creates a keeper. */
    public InstanceKeeper(RuntimeRecords records, EngineInstances instances, HostContext host) {
        this.records = records;
        this.instances = instances;
        this.host = host;
    }

    /** Begins to notice engines that end. */
    public EngineInstances.Watch watch() {
        return instances.watch(sighting -> {
            if (sighting.health().hasEnded()) {
                end(sighting);
            }
        });
    }

    private void end(EngineInstances.Sighting ended) {
        try {
            mark(ended.instance(), ended.health(), ended.detail());
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed(
                    "mark the ended engine of " + ended.instance().gameId(), e));
        }
    }

    /** Compares the records of this node with the engines that run: after a start of the host. */
    public void reconcile() {
        Map<GameId, InstanceToken> running = new HashMap<>();
        instances.list().forEach(instance -> running.put(instance.gameId(), instance.token()));
        Optional<String> cursor = Optional.empty();
        do {
            Page<RuntimeRecord> page = records.managed(host.node(), Optional.empty(), new Page.Request(cursor, 200));
            page.items().stream()
                    .filter(record -> !record.engine()
                            .token()
                            .equals(Optional.ofNullable(running.get(record.key().gameId()))))
                    .forEach(record -> unreachable(record, EngineHealth.DISAPPEARED, "the engine is not running"));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
    }

    private void mark(EngineInstance instance, EngineHealth health, String detail) {
        records.managed(host.node(), Optional.of(instance.gameId()), Page.Request.first(200)).items().stream()
                .filter(record -> record.engine().token().equals(Optional.of(instance.token())))
                .forEach(record -> unreachable(record, health, detail));
    }

    private void unreachable(RuntimeRecord found, EngineHealth health, String detail) {
        Optional<RuntimeRecord> current = Optional.of(found);
        while (current.isPresent() && concerns(current.get(), found)) {
            RuntimeRecord record = current.get();
            Instant now = host.now();
            RuntimeRecord next = record.next(RuntimeStatus.ENGINE_UNREACHABLE, now)
                    .owner(null)
                    .engine(record.engine().with(health))
                    .lastFailure(new Failure(FailureCode.ENGINE_UNREACHABLE, detail, now))
                    .build();
            RuntimeEvent snapshot = new RuntimeEvent.SnapshotUpdate(
                    next.key().gameId(), next.currentTurn(), next.status(), health, List.of(), now);
            switch (records.replace(new Change(record, next, List.of(snapshot), Optional.empty()))) {
                case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> {
                    host.signal(new Signal.EngineChanged(record.key(), detail));
                    return;
                }
                case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> other) -> current = other;
            }
        }
    }

    private static boolean concerns(RuntimeRecord record, RuntimeRecord found) {
        boolean sameInstance = record.engine().token().equals(found.engine().token());
        return sameInstance
                && switch (record.status()) {
                    case RUNNING, GENERATION_IN_PROGRESS, GENERATION_FAILED -> true;
                    case STARTING, STOPPED, ENGINE_UNREACHABLE, FINISHED -> false;
                };
    }
}
