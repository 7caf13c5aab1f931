package org.ggscale.core.turn;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.Signal;

/**
 * Starts ended engines again, at a new address, when their state outlives them. Without durable state, and when their
 * {@link StartAllowance} is spent, an operator is waited for.
 */
final class EngineRestarts {
    private static final String WAITS = "its engine was started again " + StartAllowance.MOST
            + " times in ten minutes: it waits for an operator, who restarts it";

    private final EngineInstances instances;
    private final EngineFence fence;
    private final TurnWriter writer;
    private final HostContext host;
    private final Map<GameKey, StartAllowance> allowances = new ConcurrentHashMap<>();

    EngineRestarts(EngineInstances instances, EngineFence fence, TurnWriter writer, HostContext host) {
        this.instances = instances;
        this.fence = fence;
        this.writer = writer;
        this.host = host;
    }

    /** Returns the record of an engine that can be asked now; empty when there is none to ask. */
    Optional<RuntimeRecord> restartIfEnded(RuntimeRecord record) {
        if (record.engine().external()) {
            return Optional.of(record);
        }
        Optional<EngineInstance> running = running(record);
        if (running.isPresent()) {
            return adopt(record, running.get());
        }
        if (!record.engine().capabilities().contains(EngineCapability.DURABLE_STATE)) {
            return Optional.empty();
        }
        return switch (allowance(record.key()).ask(host.now())) {
            case START -> start(record);
            case LATER -> Optional.empty();
            case SPENT -> {
                waitForOperator(record);
                yield Optional.empty();
            }
        };
    }

    private Optional<RuntimeRecord> start(RuntimeRecord record) {
        return switch (recreate(record)) {
            case EngineFence.Recreation.Recreated(RuntimeRecord moved) -> {
                host.signal(new Signal.EngineChanged(record.key(), "engine started again"));
                yield Optional.of(moved);
            }
            case EngineFence.Recreation.Failed(RuntimeRecord current, FailureCode code, String reason) -> {
                host.signal(new Signal.EngineChanged(record.key(), "engine did not start again: " + reason));
                tell(current, new Failure(code, reason, host.now()));
                yield Optional.empty();
            }
            case EngineFence.Recreation.Lost() -> Optional.empty();
        };
    }

    /** A start that the backend did not come to counts as nothing, and comes again. */
    private EngineFence.Recreation recreate(RuntimeRecord record) {
        try {
            return fence.recreate(record, Source.RECOVERY);
        } catch (UnavailableException e) {
            allowance(record.key()).takeBack();
            throw e;
        }
    }

    /** Records that nothing comes by itself any more, unless the record says so. */
    private void waitForOperator(RuntimeRecord record) {
        String how = record.lastFailure().map(Failure::message).orElse("");
        if (!how.endsWith(WAITS)) {
            host.signal(new Signal.EngineChanged(record.key(), WAITS));
            String message = how.isEmpty() ? WAITS : how + "; " + WAITS;
            FailureCode code = record.lastFailure().map(Failure::code).orElse(FailureCode.ENGINE_UNREACHABLE);
            Failure failure = new Failure(code, message, host.now());
            Optional<RuntimeRecord> unused = writer.step(record, next -> next.lastFailure(failure));
        }
    }

    /** Records why the engine does not start, and tells the operators: once, while it stays the same. */
    private void tell(RuntimeRecord record, Failure failure) {
        if (record.lastFailure()
                .filter(last -> last.code() == failure.code() && last.message().equals(failure.message()))
                .isPresent()) {
            return;
        }
        OperationEntry start = OperationEntry.started(
                        host.ids().get(), record.key(), Operation.START, Source.RECOVERY, failure.at(), Map.of())
                .failed(failure.at(), failure.code(), failure.message());
        Optional<RuntimeRecord> unused = writer.step(
                record,
                next -> next.lastFailure(failure),
                RuntimeEvent.Notification.ofFailedStart(
                        record.key().gameId(), record.engine().imageRef(), failure, start.operationId()),
                Optional.of(start));
    }

    private Optional<EngineInstance> running(RuntimeRecord record) {
        return instances.list().stream()
                .filter(instance -> instance.gameId().equals(record.key().gameId()))
                .filter(instance -> record.engine().token().equals(Optional.of(instance.token())))
                .findFirst();
    }

    /** An instance that carries the record's token is the record's, also when a host died before it wrote its address. */
    private Optional<RuntimeRecord> adopt(RuntimeRecord record, EngineInstance instance) {
        if (record.engine().endpoint().equals(Optional.of(instance.endpoint()))) {
            return Optional.of(record);
        }
        host.signal(new Signal.EngineChanged(record.key(), "engine adopted at " + instance.endpoint()));
        Instant now = host.now();
        OperationEntry adoption = OperationEntry.started(
                        host.ids().get(),
                        record.key(),
                        Operation.RECONCILE_ADOPT,
                        Source.RECOVERY,
                        now,
                        Map.of("instance", instance.id(), "reason", "token"))
                .succeeded(now);
        return writer.step(
                record, next -> next.engine(record.engine().with(instance)), List.of(), Optional.of(adoption));
    }

    /** Forgets how often a game's engine was started: an operator has taken it in hand. */
    void forget(GameKey key) {
        allowances.remove(key);
    }

    private StartAllowance allowance(GameKey key) {
        return allowances.computeIfAbsent(key, ignored -> new StartAllowance());
    }
}
