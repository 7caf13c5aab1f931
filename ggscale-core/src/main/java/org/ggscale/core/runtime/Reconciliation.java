package org.ggscale.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.tenant.TenantId;

/**
 * Compares the instances that a node runs with the records of its games, and mends what does not fit.
 *
 * <p>The instances are listed before the records are read. A token is recorded before its instance is made, and one that
 * was replaced never comes back, unless its game is {@code starting}: a restart that did not get as far as to end the
 * old instance goes back to it. Hence an instance that was listed, but is not the one of its game's record,
 *
 * <ul>
 *   <li>is left alone while the game is {@code starting}, or this process works on it: that ends the instance itself;
 *   <li>is ended at once when the record has another token, on whatever node: nobody calls it any more;
 *   <li>is ended at once when the game is stopped, for the stop was interrupted or its node was away;
 *   <li>is ended an hour after its game finished, until when reports are read from it;
 *   <li>is ended an hour after it was first seen when no managed game has its id: another store may know it.
 * </ul>
 *
 * <p>An instance that is recorded, but was not listed, is looked for by itself. Only when it is known to have ended is its
 * game marked. A look that failed changes nothing, and nor does a listing.
 */
final class Reconciliation {
    private static final Duration GRACE = Duration.ofHours(1);
    private static final int PAGE = 20_000;
    private static final int PATIENCE = 3;

    private final RuntimeRecords records;
    private final OperationLog log;
    private final EngineInstances instances;
    private final Supplier<Set<GameKey>> held;
    private final EngineEnds ends;
    private final HostContext host;
    private final Map<InstanceToken, Instant> strays = new HashMap<>();

    Reconciliation(
            RuntimeRecords records,
            OperationLog log,
            EngineInstances instances,
            Supplier<Set<GameKey>> held,
            EngineEnds ends,
            HostContext host) {
        this.records = records;
        this.log = log;
        this.instances = instances;
        this.held = held;
        this.ends = ends;
        this.host = host;
    }

    /**
     * Compares once; not to be called by two threads at once.
     *
     * @param ended whether to leave the rest for another time
     */
    void pass(BooleanSupplier ended) {
        Map<InstanceToken, EngineInstance> unplaced = new HashMap<>();
        instances.list().forEach(instance -> unplaced.put(instance.token(), instance));
        List<Runnable> repairs = new ArrayList<>();
        Optional<GameKey> last = Optional.empty();
        List<Placement> page;
        do {
            page = records.placements(host.node(), last, PAGE);
            for (Placement placement : page) {
                last = Optional.of(placement.key());
                compare(placement, placement.token().map(unplaced::remove)).ifPresent(repairs::add);
            }
        } while (page.size() == PAGE);
        strays.keySet().retainAll(unplaced.keySet());
        if (!unplaced.isEmpty()) {
            repairs.addAll(endings(unplaced.values()));
        }
        repair(repairs, ended);
    }

    /** Does what is to be done, unless it goes wrong again and again. */
    private void repair(List<Runnable> repairs, BooleanSupplier ended) {
        int failures = 0;
        for (Runnable repair : repairs) {
            if (ended.getAsBoolean() || failures == PATIENCE) {
                return;
            }
            try {
                repair.run();
            } catch (RuntimeException e) {
                failures++;
                host.signal(new Signal.DutyFailed("reconciliation of an engine", e));
            }
        }
    }

    private Optional<Runnable> compare(Placement placement, Optional<EngineInstance> listed) {
        if (!EngineEnds.MISSED.contains(placement.status()) || placement.token().isEmpty()) {
            return Optional.empty();
        }
        if (listed.isEmpty()) {
            return Optional.of(() -> look(placement));
        }
        boolean located = placement.instanceId().equals(listed.map(EngineInstance::id))
                && placement.endpoint().equals(listed.map(EngineInstance::endpoint));
        return located ? Optional.empty() : Optional.of(() -> adopt(placement, listed.get()));
    }

    private void look(Placement placement) {
        InstanceToken token = placement.token().orElseThrow();
        switch (instances.inspect(placement.key().gameId(), token)) {
            case Inspection.Running running -> {
                // It was started after the listing.
            }
            case Inspection.Ended(EngineHealth health, String detail) -> mark(placement, health, detail);
            case Inspection.Gone() -> mark(placement, EngineHealth.DISAPPEARED, "the engine is not running");
        }
    }

    private void mark(Placement placement, EngineHealth health, String detail) {
        OperationEntry entry = entry(
                placement.key(),
                Operation.RECONCILE_REMOVE,
                placement.instanceId().orElse("none"),
                health.wireName());
        current(placement)
                .ifPresent(record -> ends.mark(record, EngineEnds.MISSED, health, detail, Optional.of(entry)));
    }

    /** The record has lost where its instance is. */
    private void adopt(Placement placement, EngineInstance instance) {
        Optional<RuntimeRecord> current =
                current(placement).filter(record -> EngineEnds.MISSED.contains(record.status()));
        if (current.isPresent() && !held.get().contains(placement.key())) {
            RuntimeRecord record = current.get();
            RuntimeRecord next = record.next(record.status(), host.now())
                    .engine(record.engine().with(instance).with(record.engine().health()))
                    .build();
            OperationEntry entry = entry(placement.key(), Operation.RECONCILE_ADOPT, instance.id(), "token");
            if (records.replace(new Change(record, next, List.of(), Optional.of(entry)))
                    instanceof RuntimeRecords.Replacement.Replaced) {
                host.signal(new Signal.EngineChanged(record.key(), "engine adopted at " + instance.endpoint()));
            }
        }
    }

    private Optional<RuntimeRecord> current(Placement placement) {
        return records.find(placement.key())
                .filter(record -> record.engine().token().equals(placement.token()));
    }

    private List<Runnable> endings(Collection<EngineInstance> unplaced) {
        Map<GameId, List<Placement>> games =
                records.placements(unplaced.stream().map(EngineInstance::gameId).toList()).stream()
                        .collect(Collectors.groupingBy(
                                placement -> placement.key().gameId()));
        List<Runnable> endings = new ArrayList<>();
        for (EngineInstance instance : unplaced) {
            ending(instance, games.getOrDefault(instance.gameId(), List.of()))
                    .ifPresent(ending -> endings.add(() -> end(instance, ending)));
        }
        return endings;
    }

    private Optional<Ending> ending(EngineInstance instance, List<Placement> games) {
        Instant graceBegan = host.now().minus(GRACE);
        Set<GameKey> atWork = held.get();
        if (games.stream().anyMatch(game -> game.status() == RuntimeStatus.STARTING || atWork.contains(game.key()))) {
            return Optional.empty();
        }
        Optional<Placement> own = games.stream()
                .filter(game -> game.token().equals(Optional.of(instance.token())))
                .findFirst();
        if (own.isPresent()) {
            return switch (own.get().status()) {
                case STOPPED -> Optional.of(new Ending(own.get().key(), "stopped"));
                case FINISHED ->
                    own.get()
                            .finishedAt()
                            .filter(finished -> !finished.isAfter(graceBegan))
                            .map(finished -> new Ending(own.get().key(), "finished"));
                case STARTING, RUNNING, GENERATION_IN_PROGRESS, GENERATION_FAILED, ENGINE_UNREACHABLE ->
                    Optional.empty();
            };
        }
        Optional<Placement> successor =
                games.stream().filter(game -> game.node().isPresent()).findFirst();
        if (successor.isPresent()) {
            return Optional.of(new Ending(successor.get().key(), "superseded"));
        }
        Instant seen = strays.computeIfAbsent(instance.token(), token -> host.now());
        GameKey key = games.stream()
                .findFirst()
                .map(Placement::key)
                .orElseGet(() -> new GameKey(TenantId.DEFAULT, instance.gameId()));
        return seen.isAfter(graceBegan) ? Optional.empty() : Optional.of(new Ending(key, "unknown"));
    }

    private void end(EngineInstance instance, Ending ending) {
        OperationEntry entry = entry(ending.key, Operation.RECONCILE_REMOVE, instance.id(), ending.reason);
        instances.remove(instance);
        log.write(entry);
        host.signal(new Signal.EngineChanged(ending.key, "engine " + instance.id() + " ended: " + ending.reason));
    }

    private OperationEntry entry(GameKey key, Operation operation, String instance, String reason) {
        Instant now = host.now();
        return OperationEntry.started(
                        host.ids().get(),
                        key,
                        operation,
                        Source.RECONCILER,
                        now,
                        Map.of("instance", instance, "reason", reason))
                .succeeded(now);
    }

    /** Why an instance is ended, and in whose log it is written. */
    private record Ending(GameKey key, String reason) {}
}
