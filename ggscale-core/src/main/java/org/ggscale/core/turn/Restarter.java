package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;

/** Restarts engines because an operator says so: as they are, or on a patch release. */
final class Restarter {
    /** How long an operator waits for the end of what this process did for the game until now. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Storage storage;
    private final EngineInstances instances;
    private final EngineComeback comeback;
    private final EngineFence fence;
    private final EngineRestarts restarts;
    private final HostContext host;

    Restarter(
            Storage storage,
            EngineInstances instances,
            EngineComeback comeback,
            EngineFence fence,
            EngineRestarts restarts,
            HostContext host) {
        this.storage = storage;
        this.instances = instances;
        this.comeback = comeback;
        this.fence = fence;
        this.restarts = restarts;
        this.host = host;
    }

    RestartOutcome restart(GameKey key, boolean move, Flights flights) throws InterruptedException {
        return undertake(key, new Order(Optional.empty(), move), flights);
    }

    PatchOutcome patch(GameKey key, SemanticVersion version, Flights flights) throws InterruptedException {
        Optional<EngineVersion> target = storage.engineVersions()
                .find(key.tenant(), version)
                .filter(found -> found.status() != EngineVersion.Status.DISABLED);
        Optional<RuntimeRecord> found = storage.runtimeRecords().find(key);
        if (found.isPresent() && target.isEmpty()) {
            return new PatchOutcome.EngineVersionNotFound();
        }
        Order order = new Order(target, false);
        boolean possible =
                found.isPresent() && order.conflict(found.get(), host).isEmpty();
        if (possible && !version.isPatchOf(found.get().engine().version())) {
            return new PatchOutcome.NotAPatch(version + " is not a later patch of "
                    + found.get().engine().version()
                    + ": a patch has the same major and minor number, is greater, and no"
                    + " pre-release");
        }
        return new PatchOutcome.Attempted(undertake(key, order, flights));
    }

    /** Gives up a restart whose host died: the engine may or may not run, and is not trusted to be the right one. */
    void giveUp(RuntimeRecord starting) {
        Instant now = host.now();
        String message = "the host died while it restarted the engine";
        EngineBinding engine = starting.engine().external()
                ? starting.engine().unanswered()
                : starting.engine().with(fence.token()).with(EngineHealth.DISAPPEARED);
        RuntimeRecord next = starting.next(RuntimeStatus.ENGINE_UNREACHABLE, now)
                .owner(null)
                .engine(engine)
                .lastFailure(new Failure(FailureCode.HOST_LOST, message, now))
                .build();
        Optional<OperationEntry> open =
                storage.operationLog().list(starting.key(), Page.Request.first(10)).items().stream()
                        .filter(entry -> entry.status() == OperationEntry.Status.STARTED)
                        .filter(entry -> entry.operation() == Operation.RESTART || entry.operation() == Operation.PATCH)
                        .findFirst();
        storage.runtimeRecords()
                .replace(new Change(
                        starting,
                        next,
                        List.of(TurnEvents.snapshot(next, now)),
                        open.map(entry -> entry.failed(now, FailureCode.HOST_LOST, message))));
    }

    private RestartOutcome undertake(GameKey key, Order order, Flights flights) throws InterruptedException {
        Optional<RuntimeRecord> found = storage.runtimeRecords().find(key);
        if (found.isEmpty()) {
            return new RestartOutcome.NotFound();
        }
        Optional<RestartOutcome> refusal = refusal(found.get(), order);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        CompletableFuture<RestartOutcome> answer = new CompletableFuture<>();
        if (!flights.launchInstead(key, PATIENCE, flight -> work(key, order, flight, answer))) {
            return new RestartOutcome.Conflict(found.get(), "this host is still working on the game, or stops");
        }
        try {
            return answer.get();
        } catch (CancellationException e) {
            return new RestartOutcome.Conflict(found.get(), "this host broke off its work on the game");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private void work(GameKey key, Order order, Flights.Flight flight, CompletableFuture<RestartOutcome> answer) {
        try {
            if (flight.send()) {
                begin(key, order, flight, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            host.signal(new Signal.BrokenOff(key, e));
        } finally {
            // Nobody waits for work that broke off.
            answer.cancel(false);
        }
    }

    private void begin(GameKey key, Order order, Flights.Flight flight, CompletableFuture<RestartOutcome> answer)
            throws InterruptedException {
        Optional<RuntimeRecord> found = storage.runtimeRecords().find(key);
        Optional<RestartOutcome> refusal =
                found.map(record -> refusal(record, order)).orElseGet(() -> Optional.of(new RestartOutcome.NotFound()));
        if (refusal.isPresent()) {
            answer.complete(refusal.get());
            return;
        }
        RuntimeRecord before = found.orElseThrow();
        OperationEntry entry = order.entry(before, host);
        RuntimeRecord next = before.next(RuntimeStatus.STARTING, host.now())
                .owner(host.owner())
                .engine(announced(before.engine()))
                .build();
        switch (storage.runtimeRecords().replace(new Change(before, next, List.of(), Optional.of(entry)))) {
            case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) ->
                answer.complete(current.<RestartOutcome>map(
                                record -> new RestartOutcome.Conflict(record, "the game has just changed"))
                        .orElseGet(RestartOutcome.NotFound::new));
            case RuntimeRecords.Replacement.Replaced(RuntimeRecord starting) -> {
                restarts.forget(key);
                comeback.bringUp(
                        new Undertaking(before, starting, order.wanted(starting.engine()), entry),
                        flight,
                        answer::complete);
            }
        }
    }

    private EngineBinding announced(EngineBinding engine) {
        return engine.external() ? engine : engine.with(host.node()).with(fence.token());
    }

    private Optional<RestartOutcome> refusal(RuntimeRecord record, Order order) {
        EngineBinding wanted = order.wanted(record.engine());
        Optional<String> conflict = order.conflict(record, host);
        if (conflict.isPresent()) {
            return Optional.of(new RestartOutcome.Conflict(record, conflict.get()));
        }
        if (!wanted.external() && !instances.starts(wanted.imageRef())) {
            return Optional.of(new RestartOutcome.Failed(
                    record,
                    FailureCode.START_CONFIG_INVALID,
                    "this host does not start " + wanted.imageRef().text()));
        }
        return Optional.empty();
    }

    /**
     * What the operator asked for.
     *
     * @param patch the version to patch to; empty for a restart
     * @param move whether the game is taken over from another node
     */
    private record Order(Optional<EngineVersion> patch, boolean move) {
        EngineBinding wanted(EngineBinding engine) {
            return patch.map(engine::with).orElse(engine);
        }

        OperationEntry entry(RuntimeRecord before, HostContext host) {
            Map<String, Object> detail = patch.<Map<String, Object>>map(version -> Map.of(
                            "from",
                            before.engine().version().text(),
                            "to",
                            version.version().text()))
                    .orElse(Map.of());
            return OperationEntry.started(
                    host.ids().get(),
                    before.key(),
                    patch.isPresent() ? Operation.PATCH : Operation.RESTART,
                    Source.API,
                    host.now(),
                    detail);
        }

        Optional<String> conflict(RuntimeRecord record, HostContext host) {
            Optional<String> elsewhere = move ? Optional.empty() : host.elsewhere(record);
            if (elsewhere.isPresent()) {
                return elsewhere;
            }
            if (patch.isPresent() && record.engine().external()) {
                return Optional.of("an external engine is patched where it runs");
            }
            return switch (record.status()) {
                case RUNNING, GENERATION_FAILED, STOPPED, ENGINE_UNREACHABLE -> Optional.empty();
                case STARTING, GENERATION_IN_PROGRESS, FINISHED ->
                    Optional.of("a game that is " + record.status().wireName() + " cannot be "
                            + (patch.isPresent() ? "patched" : "restarted"));
            };
        }
    }
}
