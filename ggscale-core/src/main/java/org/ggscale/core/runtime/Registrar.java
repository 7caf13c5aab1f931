package org.ggscale.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeRecords.Change;

/**
 * Registers games: starts an engine, initialises it, and stores who plays which race.
 *
 * <p>A registration that fails leaves nothing behind but its entry in the operation log.
 */
public final class Registrar {
    private final Storage storage;
    private final EngineInstances instances;
    private final GameSetup setup;
    private final HostContext host;
    private final Function<EngineEndpoint, Optional<String>> endpointPolicy;
    private final EngineLauncher launcher;
    private final Set<GameKey> inProgress = ConcurrentHashMap.newKeySet();

    /**
     * Creates a registrar.
     *
     * @param endpointPolicy says why an external address may not be called; empty when it may
     * @param startTimeout until a started engine answers
     */
    public Registrar(
            Storage storage,
            EngineInstances instances,
            GameSetup setup,
            HostContext host,
            Function<EngineEndpoint, Optional<String>> endpointPolicy,
            Duration startTimeout) {
        this.storage = storage;
        this.instances = instances;
        this.setup = setup;
        this.host = host;
        this.endpointPolicy = endpointPolicy;
        this.launcher = new EngineLauncher(instances, storage.operationLog(), host, startTimeout);
    }

    /** Registers a game and returns when it runs or nothing is left of it. */
    public Registration register(NewRuntime request) {
        Optional<RuntimeRecord> known = storage.runtimeRecords().find(request.key());
        if (known.isPresent()) {
            return new Registration.AlreadyRegistered(known.get());
        }
        Optional<EngineVersion> version = storage.engineVersions()
                .find(request.key().tenant(), request.version())
                .filter(found -> found.status() != EngineVersion.Status.DISABLED);
        if (version.isEmpty()) {
            return new Registration.EngineVersionNotFound();
        }
        Optional<String> refusal = request.endpoint().flatMap(endpointPolicy);
        if (refusal.isPresent()) {
            return new Registration.EndpointRefused(refusal.get());
        }
        if (!inProgress.add(request.key())) {
            return storage.runtimeRecords()
                    .find(request.key())
                    .<Registration>map(Registration.AlreadyRegistered::new)
                    .orElseGet(() -> new Registration.Failed(
                            FailureCode.CONFLICT, "the game is being registered", Optional.empty()));
        }
        try {
            return begin(request, version.get());
        } finally {
            inProgress.remove(request.key());
        }
    }

    /** Returns the games that are being registered by this process. */
    public Set<GameKey> inProgress() {
        return Set.copyOf(inProgress);
    }

    /** Undoes a registration whose host died; the caller registers again. */
    public void rollBackLost(RuntimeRecord record) {
        OperationEntry entry = OperationEntry.started(
                host.ids().get(), record.key(), Operation.REGISTER, Source.RECOVERY, record.createdAt(), Map.of());
        rollBack(record, entry, FailureCode.HOST_LOST, "the host died while it registered the game");
    }

    private Registration begin(NewRuntime request, EngineVersion version) {
        OwnerId owner = host.owner();
        Instant now = host.now();
        EngineBinding binding = request.endpoint()
                .map(endpoint -> EngineBinding.external(version.version(), version.imageRef(), endpoint))
                .orElseGet(() -> EngineBinding.managed(
                        version.version(),
                        version.imageRef(),
                        host.node(),
                        new InstanceToken(host.ids().get().toString())));
        RuntimeRecord record = RuntimeRecord.starting(request.key(), request.schedule(), binding, owner, now);
        OperationEntry entry =
                OperationEntry.started(host.ids().get(), request.key(), Operation.REGISTER, Source.API, now, Map.of());
        return switch (storage.runtimeRecords().create(record)) {
            case RuntimeRecords.Creation.AlreadyExists(RuntimeRecord current) ->
                new Registration.AlreadyRegistered(current);
            case RuntimeRecords.Creation.Created() -> {
                storage.operationLog().write(entry);
                yield build(request, record, entry);
            }
        };
    }

    private Registration build(NewRuntime request, RuntimeRecord record, OperationEntry entry) {
        try {
            if (record.engine().external()) {
                return initialise(request, record, record.engine(), entry);
            }
            return switch (launcher.prepare(record.key(), record.engine().imageRef(), Source.API)) {
                case Preparation.Failed(Start.Cause cause, String reason) ->
                    rollBack(record, entry, FailureCode.valueOf(cause.name()), reason);
                case Preparation.Ready(ImageRef pinned, boolean pulled) ->
                    start(request, record, record.engine().with(pinned), entry);
            };
        } catch (RuntimeException e) {
            undo(record, entry, FailureCode.of(e), String.valueOf(e.getMessage()), e);
            throw e;
        }
    }

    private Registration start(NewRuntime request, RuntimeRecord record, EngineBinding engine, OperationEntry entry) {
        return switch (launcher.start(record, engine)) {
            case Start.Failed(Start.Cause cause, String reason) ->
                rollBack(record, entry, FailureCode.valueOf(cause.name()), reason);
            case Start.Started(EngineInstance instance) -> initialise(request, record, engine.with(instance), entry);
        };
    }

    private Registration initialise(
            NewRuntime request, RuntimeRecord record, EngineBinding engine, OperationEntry entry) {
        return switch (setup.initialise(
                engine.endpoint().orElseThrow(), request.key().gameId(), request.members())) {
            case GameSetup.Refused(FailureCode code, String message, Optional<String> detail) -> {
                rollBack(record, entry, code, message);
                yield new Registration.Failed(code, message, detail);
            }
            case GameSetup.Ready ready -> run(record, engine, ready, entry);
        };
    }

    private Registration run(RuntimeRecord record, EngineBinding engine, GameSetup.Ready ready, OperationEntry entry) {
        try {
            storage.playerMappings().add(record.key(), ready.mappings());
        } catch (RejectedException e) {
            if (storage.runtimeRecords().find(record.key()).isEmpty()) {
                return undone();
            }
            throw e;
        }
        Instant now = host.now();
        RuntimeRecord next = record.next(RuntimeStatus.RUNNING, now)
                .owner(null)
                .engine(engine.with(ready.state().capabilities()))
                .nextGenerationAt(record.turnSchedule().next(now).orElse(null))
                .startedAt(now)
                .lastObservedAt(now)
                .build();
        Change change =
                new Change(record, next, List.of(snapshot(next, ready, now)), Optional.of(entry.succeeded(now)));
        return switch (storage.runtimeRecords().replace(change)) {
            case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> new Registration.Registered(stored);
            case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) -> undone();
        };
    }

    private static Registration undone() {
        return new Registration.Failed(
                FailureCode.HOST_LOST, "another host has undone the registration", Optional.empty());
    }

    private static RuntimeEvent snapshot(RuntimeRecord record, GameSetup.Ready ready, Instant now) {
        Map<String, PlayerMapping> byRace = ready.mappings().stream()
                .collect(java.util.stream.Collectors.toMap(
                        m -> m.member().raceName().value(), m -> m));
        List<PlayerTurnStats> stats = ready.state().races().stream()
                .map(race -> new PlayerTurnStats(
                        java.util.Objects.requireNonNull(byRace.get(race.raceName()))
                                .member()
                                .userId(),
                        race.planets(),
                        race.population()))
                .toList();
        return new RuntimeEvent.SnapshotUpdate(
                record.key().gameId(), 0, record.status(), record.engine().health(), stats, now);
    }

    private Registration rollBack(RuntimeRecord record, OperationEntry entry, FailureCode code, String message) {
        if (!record.engine().external()) {
            instances.discard(record.key().gameId());
        }
        Failure failure = new Failure(code, message, host.now());
        List<RuntimeEvent> events = RuntimeEvent.Notification.ofFailedStart(
                record.key().gameId(), record.engine().imageRef(), failure, entry.operationId());
        if (storage.runtimeRecords().remove(record, events)) {
            storage.operationLog().write(entry.failed(host.now(), code, message));
        }
        return new Registration.Failed(code, message, Optional.empty());
    }

    /** Undoes what can be undone now; what the store refuses to hear is left to recovery. */
    private void undo(
            RuntimeRecord record, OperationEntry entry, FailureCode code, String message, RuntimeException cause) {
        try {
            // When only the answer to the last write was lost, the game runs.
            if (storage.runtimeRecords()
                    .find(record.key())
                    .filter(stored -> stored.epoch() == record.epoch())
                    .isPresent()) {
                rollBack(record, entry, code, message);
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
