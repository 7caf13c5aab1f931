package org.ggscale.core.turn;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.RuntimeRecord;

/**
 * Recreates an engine at a new address, so that calls to the old one reach nothing.
 *
 * <p>The token of the new instance is recorded before it is started and its address after, each under a new epoch: an
 * instance whose record has moved on meanwhile is ended again.
 */
final class EngineFence {
    private final EngineInstances instances;
    private final TurnWriter writer;
    private final Supplier<InstanceToken> tokens;
    private final Duration startTimeout;

    EngineFence(EngineInstances instances, TurnWriter writer, Supplier<InstanceToken> tokens, Duration startTimeout) {
        this.instances = instances;
        this.writer = writer;
        this.tokens = tokens;
        this.startTimeout = startTimeout;
    }

    Recreation recreate(RuntimeRecord record) {
        InstanceToken token = token();
        Optional<RuntimeRecord> announced =
                writer.step(record, next -> next.engine(record.engine().with(token)));
        if (announced.isEmpty()) {
            return new Recreation.Lost();
        }
        RuntimeRecord current = announced.get();
        return switch (start(current, current.engine())) {
            case Start.Failed(Start.Cause cause, String reason) -> new Recreation.Failed(current, reason);
            case Start.Started(EngineInstance instance) -> {
                Optional<RuntimeRecord> moved = writer.step(
                        current, next -> next.engine(current.engine().with(instance)));
                if (moved.isEmpty()) {
                    end(current);
                    yield new Recreation.Lost();
                }
                yield new Recreation.Recreated(moved.get());
            }
        };
    }

    /** Starts the announced instance of a record on a version of its engine. */
    Start start(RuntimeRecord announced, EngineBinding engine) {
        return instances.start(new Specification(
                announced.key().gameId(),
                announced.engine().token().orElseThrow(),
                engine.version(),
                engine.imageRef(),
                startTimeout));
    }

    /** Ends the announced instance of a record that somebody else has taken over; another one is left alone. */
    void end(RuntimeRecord announced) {
        boolean stillOurs = instances.list().stream()
                .anyMatch(running ->
                        Optional.of(running.token()).equals(announced.engine().token()));
        if (stillOurs) {
            instances.stop(announced.key().gameId());
        }
    }

    /** Returns a token that no instance has had. */
    InstanceToken token() {
        return tokens.get();
    }

    /** How a recreation ended. */
    sealed interface Recreation {
        /** The engine answers at a new address, and the record says so. */
        record Recreated(RuntimeRecord record) implements Recreation {}

        /** The engine did not come up; the record as stored. */
        record Failed(RuntimeRecord record, String reason) implements Recreation {}

        /** Somebody else has the game. */
        record Lost() implements Recreation {}
    }
}
