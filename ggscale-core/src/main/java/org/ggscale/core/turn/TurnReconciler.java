package org.ggscale.core.turn;

import java.time.Duration;
import java.util.Optional;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of a turn, and plays it if and only if it was not played.
 *
 * <p>The engine's own turn number is the judge. A second call is made only behind a fence that a late first call cannot
 * pass: the engine compares the expected turn, or it was recreated at a new address, or the operator vouches for it.
 */
final class TurnReconciler {
    private final EngineClient engines;
    private final EngineFence fence;
    private final TurnCaller caller;
    private final TurnWriter writer;
    private final HostContext host;
    private final Duration callTimeout;

    TurnReconciler(
            EngineClient engines,
            EngineFence fence,
            TurnCaller caller,
            TurnWriter writer,
            HostContext host,
            Duration callTimeout) {
        this.engines = engines;
        this.fence = fence;
        this.caller = caller;
        this.writer = writer;
        this.host = host;
        this.callTimeout = callTimeout;
    }

    /**
     * Brings the record's turn to an end.
     *
     * @param found a record with a target, in whatever status it was left
     * @param doubt what was not understood last; null when there was no call
     */
    TurnOutcome reconcile(
            RuntimeRecord found, TurnVerdict.@Nullable InDoubt doubt, TurnSource source, Flights.Flight flight)
            throws InterruptedException {
        return reconcile(found, doubt, new Rounds(source, flight, false, false));
    }

    /**
     * Brings a failed turn to an end on an operator's order, who vouches that no earlier call is still under way: one call is
     * granted whatever was spent, and whether or not the engine can be fenced.
     */
    TurnOutcome retry(RuntimeRecord found, TurnSource source, Flights.Flight flight) throws InterruptedException {
        return reconcile(found, null, new Rounds(source, flight, true, true));
    }

    /**
     * Brings the pending turn of an engine that an operator restarted to an end: one call is granted whatever was spent.
     *
     * @param fenced whether calls to the engine's old address reach nothing
     */
    TurnOutcome resume(RuntimeRecord found, boolean fenced, TurnSource source, Flights.Flight flight)
            throws InterruptedException {
        return reconcile(found, null, new Rounds(source, flight, true, fenced));
    }

    private TurnOutcome reconcile(RuntimeRecord found, TurnVerdict.@Nullable InDoubt doubt, Rounds rounds)
            throws InterruptedException {
        Optional<RuntimeRecord> taken = takeOver(found, doubt);
        while (taken.isPresent()) {
            Step step = rounds.next(taken.get());
            if (step.outcome != null) {
                return ended(found, step.outcome, rounds);
            }
            taken = takeOver(step.record, step.doubt);
        }
        return ended(found, new TurnOutcome.Fenced(), rounds);
    }

    private TurnOutcome ended(RuntimeRecord found, TurnOutcome outcome, Rounds rounds) {
        host.signal(new Signal.Reconciled(
                found.key(),
                switch (outcome) {
                    case TurnOutcome.Played played when rounds.called -> Signal.Reconciled.Result.PLAYED;
                    case TurnOutcome.Played played -> Signal.Reconciled.Result.ADOPTED;
                    case TurnOutcome.Parked parked -> Signal.Reconciled.Result.PARKED;
                    case TurnOutcome.Fenced fenced -> Signal.Reconciled.Result.FENCED;
                }));
        return outcome;
    }

    private Optional<RuntimeRecord> takeOver(RuntimeRecord record, TurnVerdict.@Nullable InDoubt doubt) {
        OwnerId self = host.owner();
        return writer.step(record, next -> {
            next.status(RuntimeStatus.GENERATION_IN_PROGRESS).owner(self);
            if (record.status() == RuntimeStatus.ENGINE_UNREACHABLE) {
                // It answered, or nobody would ask for the turn.
                next.engine(record.engine().answered());
            }
            if (doubt != null) {
                next.lastFailure(new Failure(doubt.code(), doubt.reason(), host.now()));
            }
        });
    }

    /** What one round came to: an outcome, or a record to go on with. */
    private record Step(@Nullable TurnOutcome outcome, RuntimeRecord record, TurnVerdict.@Nullable InDoubt doubt) {}

    /** The rounds of one reconciliation. */
    private final class Rounds {
        private final TurnSource source;
        private final Flights.Flight flight;
        private boolean granted;
        private boolean fenced;
        private boolean called;

        /**
         * @param granted whether one call may be made whatever was spent
         * @param fenced whether no earlier call can arrive any more
         */
        Rounds(TurnSource source, Flights.Flight flight, boolean granted, boolean fenced) {
            this.source = source;
            this.flight = flight;
            this.granted = granted;
            this.fenced = fenced;
        }

        Step next(RuntimeRecord record) throws InterruptedException {
            if (record.engine().endpoint().isEmpty()) {
                return unreachable(record, FailureCode.ENGINE_UNREACHABLE, "the engine has no address");
            }
            EngineReply reply = engines.status(
                    record.engine().endpoint().get(), record.key().gameId(), callTimeout);
            return switch (StatusVerdict.of(record.key(), reply)) {
                case StatusVerdict.Stands(EngineState state) -> compare(record, state);
                case StatusVerdict.Unknown(FailureCode code, String reason) -> unreachable(record, code, reason);
            };
        }

        private Step compare(RuntimeRecord record, EngineState state) throws InterruptedException {
            long target = record.target();
            if (state.turn() == target) {
                return done(record, writer.commit(record, state, TurnRow.Outcome.ADOPTED, source));
            }
            if (state.turn() != target - 1) {
                return park(
                        record,
                        FailureCode.ENGINE_TURN_SKEW,
                        "the engine is at turn " + state.turn() + ", expected " + (target - 1) + " or " + target);
            }
            if (state.finished()) {
                return done(record, writer.finish(record, state, source));
            }
            if (!granted && record.generation().orElseThrow().attempts() >= Generation.MAX_ATTEMPTS) {
                FailureCode code = record.lastFailure().map(Failure::code).orElse(FailureCode.ENGINE_UNREACHABLE);
                return park(
                        record,
                        code,
                        "turn " + target + " was called " + Generation.MAX_ATTEMPTS + " times and not answered"
                                + record.lastFailure()
                                        .map(f -> ": " + f.message())
                                        .orElse(""));
            }
            if (state.conditional() || fenced) {
                return callAgain(record, state);
            }
            if (record.engine().external() || !state.durable()) {
                return park(
                        record,
                        FailureCode.ENGINE_NOT_FENCED,
                        "an earlier call for turn " + target + " may still arrive, and the engine would play it twice");
            }
            return recreate(record);
        }

        private Step callAgain(RuntimeRecord record, EngineState state) throws InterruptedException {
            Optional<RuntimeRecord> counted = writer.step(
                    record,
                    next -> next.generation(record.generation().orElseThrow().calledAgain())
                            .engine(record.engine().with(state.capabilities())));
            if (counted.isEmpty()) {
                return done(record, new TurnOutcome.Fenced());
            }
            granted = false;
            fenced = false;
            RuntimeRecord current = counted.get();
            return switch (caller.call(current, flight)) {
                case TurnVerdict.Played(EngineState played, TurnRow.Outcome outcome) -> {
                    called = outcome == TurnRow.Outcome.COMMITTED;
                    yield done(current, writer.commit(current, played, outcome, source));
                }
                case TurnVerdict.Failed(String reason) -> park(current, FailureCode.ENGINE_VALIDATION_ERROR, reason);
                case TurnVerdict.InDoubt doubt -> new Step(null, current, doubt);
            };
        }

        private Step recreate(RuntimeRecord record) {
            return switch (fence.recreate(record, source.source())) {
                case EngineFence.Recreation.Recreated(RuntimeRecord moved) -> {
                    fenced = true;
                    yield new Step(null, moved, null);
                }
                case EngineFence.Recreation.Failed(RuntimeRecord current, FailureCode code, String reason) ->
                    unreachable(
                            current,
                            code == FailureCode.START_CONFIG_INVALID ? FailureCode.CONTAINER_START_FAILED : code,
                            reason);
                case EngineFence.Recreation.Lost() -> done(record, new TurnOutcome.Fenced());
            };
        }

        private Step park(RuntimeRecord record, FailureCode code, String message) {
            return done(record, writer.park(record, code, message, source));
        }

        private Step unreachable(RuntimeRecord record, FailureCode code, String message) {
            return done(record, writer.unreachable(record, code, message, source));
        }

        private Step done(RuntimeRecord record, TurnOutcome outcome) {
            return new Step(outcome, record, null);
        }
    }
}
