package org.ggscale.core.turn;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.EngineLauncher;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeRecord;

/**
 * Recreates an engine at a new address, so that calls to the old one reach nothing.
 *
 * <p>The token of the new instance is recorded before it is started and its address after, each under a new epoch: an
 * instance whose record has moved on meanwhile is ended again.
 */
final class EngineFence {
    private final EngineInstances instances;
    private final EngineLauncher launcher;
    private final TurnWriter writer;
    private final HostContext host;

    EngineFence(EngineInstances instances, EngineLauncher launcher, TurnWriter writer, HostContext host) {
        this.instances = instances;
        this.launcher = launcher;
        this.writer = writer;
        this.host = host;
    }

    /** Recreates the engine of a record from the recorded image; when that cannot be had, nothing is touched. */
    Recreation recreate(RuntimeRecord record, Source source) {
        return switch (launcher.prepare(record.key(), record.engine().imageRef(), source)) {
            case Preparation.Failed(Start.Cause cause, String reason) -> failed(record, cause, reason);
            case Preparation.Ready(ImageRef pinned, boolean pulled) ->
                announce(record, record.engine().with(pinned))
                        .map(announced -> start(announced, source))
                        .orElseGet(Recreation.Lost::new);
        };
    }

    private Recreation start(RuntimeRecord announced, Source source) {
        Instant begun = host.now();
        return switch (launcher.start(announced, announced.engine())) {
            case Start.Failed(Start.Cause cause, String reason) -> failed(announced, cause, reason);
            case Start.Started(EngineInstance instance) -> {
                OperationEntry start = OperationEntry.started(
                                host.ids().get(), announced.key(), Operation.START, source, begun, Map.of())
                        .succeeded(host.now());
                Optional<RuntimeRecord> moved = writer.step(
                        announced,
                        next -> next.engine(announced.engine().with(instance)),
                        List.of(),
                        Optional.of(start));
                if (moved.isEmpty()) {
                    end(announced);
                    yield new Recreation.Lost();
                }
                yield new Recreation.Recreated(moved.get());
            }
        };
    }

    private static Recreation failed(RuntimeRecord record, Start.Cause cause, String reason) {
        return new Recreation.Failed(record, FailureCode.valueOf(cause.name()), reason);
    }

    /** Records a fresh token for an engine, under a new epoch; empty when somebody else has the game. */
    Optional<RuntimeRecord> announce(RuntimeRecord record, EngineBinding engine) {
        InstanceToken token = token();
        return writer.step(record, next -> next.engine(engine.with(token)));
    }

    /** Ends the announced instance of a record that somebody else has taken over; another one is left alone. */
    void end(RuntimeRecord announced) {
        Inspection found = instances.inspect(
                announced.key().gameId(), announced.engine().token().orElseThrow());
        if (found instanceof Inspection.Running(EngineInstance instance)) {
            instances.remove(instance);
        }
    }

    /** Returns a token that no instance has had. */
    InstanceToken token() {
        return new InstanceToken(host.ids().get().toString());
    }

    /** How a recreation ended. */
    sealed interface Recreation {
        /** The engine answers at a new address, and the record says so. */
        record Recreated(RuntimeRecord record) implements Recreation {}

        /** The engine did not come up; the record as stored. */
        record Failed(RuntimeRecord record, FailureCode code, String reason) implements Recreation {}

        /** Somebody else has the game. */
        record Lost() implements Recreation {}
    }
}
