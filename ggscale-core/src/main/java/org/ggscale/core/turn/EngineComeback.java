package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.EngineLauncher;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecordBuilder;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;

/**
 * Brings the engine of a game that is {@code starting} up again, and the game back to its turns.
 *
 * <p>A game whose engine does not come up, or stands at another turn, is where it was before, a patched one on its
 * previous version; when nothing runs any more it is {@code engine_unreachable}.
 */
final class EngineComeback {
    private static final TurnSource OPERATOR = new TurnSource(Source.API, null);

    private final EngineClient engines;
    private final EngineInstances instances;
    private final EngineLauncher launcher;
    private final EngineFence fence;
    private final TurnReconciler reconciler;
    private final TurnWriter writer;
    private final RuntimeRecords records;
    private final HostContext host;
    private final Duration callTimeout;

    EngineComeback(
            TurnScheduler.Engines engines,
            EngineLauncher launcher,
            EngineFence fence,
            TurnReconciler reconciler,
            TurnWriter writer,
            RuntimeRecords records,
            HostContext host,
            Duration callTimeout) {
        this.engines = engines.client();
        this.instances = engines.instances();
        this.launcher = launcher;
        this.fence = fence;
        this.reconciler = reconciler;
        this.writer = writer;
        this.records = records;
        this.host = host;
        this.callTimeout = callTimeout;
    }

    /**
     * Brings the engine up.
     *
     * @param answer takes the outcome, once the engine's status was read; a pending turn is worked on after that
     */
    void bringUp(Undertaking work, Flights.Flight flight, Consumer<RestartOutcome> answer) throws InterruptedException {
        if (work.external()) {
            ask(work, work.wanted(), flight, answer);
            return;
        }
        switch (inReach(
                work,
                () -> launcher.prepare(work.starting().key(), work.wanted().imageRef(), Source.API))) {
            case Preparation.Failed(Start.Cause cause, String reason) ->
                answer.accept(leave(work, FailureCode.valueOf(cause.name()), reason));
            case Preparation.Ready(ImageRef pinned, boolean pulled) ->
                start(work, work.wanted().with(pinned), flight, answer);
        }
    }

    private void start(Undertaking work, EngineBinding wanted, Flights.Flight flight, Consumer<RestartOutcome> answer)
            throws InterruptedException {
        switch (inReach(work, () -> begin(work, wanted))) {
            case Start.Failed(Start.Cause cause, String reason) ->
                answer.accept(fail(work, FailureCode.valueOf(cause.name()), reason));
            case Start.Started(EngineInstance instance) -> ask(work, wanted.with(instance), flight, answer);
        }
    }

    private Start begin(Undertaking work, EngineBinding wanted) {
        if (work.changesBackend()) {
            instances.stop(work.starting().key().gameId());
        }
        return launcher.start(work.starting(), wanted);
    }

    /**
     * Asks the backend. When it does not answer, the game is what it was, unless its instance is known to have ended; one
     * that comes up late is nobody's.
     */
    private <T> T inReach(Undertaking work, Supplier<T> question) {
        try {
            return question.get();
        } catch (UnavailableException e) {
            if (!hasEnded(work.before())) {
                leaveAfter(e, work);
            }
            throw e;
        }
    }

    private void leaveAfter(UnavailableException cause, Undertaking work) {
        try {
            RestartOutcome unused = leave(work, FailureCode.of(cause), String.valueOf(cause.getMessage()));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** A look that failed finds nothing gone. */
    private boolean hasEnded(RuntimeRecord before) {
        boolean expected =
                before.status() == RuntimeStatus.RUNNING || before.status() == RuntimeStatus.GENERATION_FAILED;
        try {
            return expected
                    && !(instances.inspect(
                                    before.key().gameId(),
                                    before.engine().token().orElseThrow())
                            instanceof Inspection.Running);
        } catch (UnavailableException e) {
            return false;
        }
    }

    private void ask(Undertaking work, EngineBinding engine, Flights.Flight flight, Consumer<RestartOutcome> answer)
            throws InterruptedException {
        RuntimeRecord starting = work.starting();
        var reply =
                engines.status(engine.endpoint().orElseThrow(), starting.key().gameId(), callTimeout);
        switch (StatusVerdict.of(starting.key(), reply)) {
            case StatusVerdict.Unknown(FailureCode code, String reason) ->
                answer.accept(fail(work, FailureCode.ENGINE_UNREACHABLE, reason));
            case StatusVerdict.Stands(EngineState state)
            when !fits(starting, state) ->
                answer.accept(fail(
                        work,
                        FailureCode.ENGINE_TURN_SKEW,
                        "the engine is at turn " + state.turn() + ", the game at " + starting.currentTurn()));
            case StatusVerdict.Stands(EngineState state) ->
                resume(work, engine.with(state.capabilities()).with(EngineHealth.HEALTHY), state, flight, answer);
        }
    }

    private static boolean fits(RuntimeRecord starting, EngineState state) {
        boolean pending = starting.generation().isPresent();
        return state.turn() == starting.currentTurn() || (pending && state.turn() == starting.target());
    }

    private void resume(
            Undertaking work,
            EngineBinding engine,
            EngineState state,
            Flights.Flight flight,
            Consumer<RestartOutcome> answer)
            throws InterruptedException {
        Instant now = host.now();
        RuntimeRecord up =
                due(work.starting(), now).engine(engine).lastObservedAt(now).build();
        OperationEntry entry = work.entry().succeeded(now);
        if (up.generation().isPresent()) {
            RuntimeRecord next =
                    up.next(RuntimeStatus.GENERATION_IN_PROGRESS, now).build();
            RestartOutcome outcome = store(work, next, TurnEvents.ofHealth(work.starting(), next, now), entry);
            answer.accept(outcome);
            if (outcome instanceof RestartOutcome.Restarted(RuntimeRecord taken)) {
                reconciler.resume(taken, !work.external(), OPERATOR, flight);
            }
        } else if (state.finished()) {
            writer.finish(work.starting(), engine, state, TurnSource.forced(work.entry()));
            answer.accept(current(work));
        } else {
            RuntimeRecord running =
                    up.next(RuntimeStatus.RUNNING, now).owner(null).build();
            answer.accept(store(work, running, List.of(TurnEvents.snapshot(running, now)), entry));
        }
    }

    /** A stop has cleared the next time, and the commit of a forced turn would leave it so. */
    private static RuntimeRecordBuilder due(RuntimeRecord starting, Instant now) {
        RuntimeRecordBuilder up = starting.copy();
        return starting.nextGenerationAt().isPresent()
                ? up
                : up.nextGenerationAt(starting.turnSchedule().next(now).orElse(null));
    }

    private RestartOutcome current(Undertaking work) {
        return records.find(work.starting().key())
                .<RestartOutcome>map(RestartOutcome.Restarted::new)
                .orElseGet(RestartOutcome.NotFound::new);
    }

    /** Nothing was touched: the game is what it was, on the engine that it had. */
    private RestartOutcome leave(Undertaking work, FailureCode code, String message) {
        return back(work, Optional.of(work.before().engine()), code, message);
    }

    private RestartOutcome fail(Undertaking work, FailureCode code, String message) {
        EngineBinding previous = work.before().engine();
        if (work.external()) {
            return back(work, Optional.of(previous), code, message);
        }
        instances.stop(work.starting().key().gameId());
        if (!work.patch() || work.before().status() == RuntimeStatus.STOPPED) {
            return back(work, Optional.empty(), code, message);
        }
        return fence.announce(work.starting(), previous)
                .map(work::announcedAgain)
                .map(again -> back(again, putBack(again), code, message))
                .orElseGet(() -> back(work, Optional.empty(), code, message));
    }

    /** Returns the engine as it runs now, on its previous version; empty when none does. */
    private Optional<EngineBinding> putBack(Undertaking work) {
        return switch (launcher.start(work.starting(), work.before().engine())) {
            case Start.Started(EngineInstance instance) ->
                Optional.of(work.before().engine().with(instance));
            case Start.Failed(Start.Cause cause, String reason) -> Optional.empty();
        };
    }

    /** Brings the game back to where it was, on the engine that is up. */
    private RestartOutcome back(Undertaking work, Optional<EngineBinding> up, FailureCode code, String message) {
        Instant now = host.now();
        RuntimeStatus before = work.before().status();
        boolean unreachable = up.isEmpty() && before != RuntimeStatus.STOPPED;
        RuntimeRecordBuilder next = work.starting()
                .next(unreachable ? RuntimeStatus.ENGINE_UNREACHABLE : before, now)
                .owner(null)
                .engine(up.orElseGet(work::down));
        boolean news = unreachable && before != RuntimeStatus.ENGINE_UNREACHABLE;
        if (news) {
            next.lastFailure(new Failure(code, message, now)).engine(work.down().with(EngineHealth.DISAPPEARED));
        }
        RuntimeRecord back = next.build();
        List<RuntimeEvent> events = new ArrayList<>(RuntimeEvent.Notification.ofFailedStart(
                back.key().gameId(),
                work.wanted().imageRef(),
                new Failure(code, message, now),
                work.entry().operationId()));
        events.addAll(news ? List.of(TurnEvents.snapshot(back, now)) : TurnEvents.ofHealth(work.starting(), back, now));
        return switch (store(work, back, events, work.entry().failed(now, code, message))) {
            case RestartOutcome.Restarted(RuntimeRecord stored) -> new RestartOutcome.Failed(stored, code, message);
            case RestartOutcome lost -> lost;
        };
    }

    private RestartOutcome store(
            Undertaking work, RuntimeRecord next, List<RuntimeEvent> events, OperationEntry entry) {
        Change change = new Change(work.starting(), next, events, Optional.of(entry));
        return switch (records.replace(change)) {
            case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> new RestartOutcome.Restarted(stored);
            case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) -> {
                writer.fenced(work.starting());
                fence.end(work.starting());
                yield current.<RestartOutcome>map(
                                record -> new RestartOutcome.Conflict(record, "the game was taken over meanwhile"))
                        .orElseGet(RestartOutcome.NotFound::new);
            }
        };
    }
}
