package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.play.Roster;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecordBuilder;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.schedule.TurnSchedule;

/** Writes what became of a turn: committed, failed, or waiting for its engine. */
final class TurnWriter {
    private final RuntimeRecords records;
    private final TurnCompleter completer;
    private final Rosters rosters;
    private final HostContext host;

    TurnWriter(RuntimeRecords records, TurnCompleter completer, Rosters rosters, HostContext host) {
        this.records = records;
        this.completer = completer;
        this.rosters = rosters;
        this.host = host;
    }

    /** Commits the turn that the engine has reached. */
    TurnOutcome commit(RuntimeRecord record, EngineState state, TurnRow.Outcome outcome, TurnSource source)
            throws InterruptedException {
        Instant now = host.now();
        Roster roster = rosters.of(record.key());
        Completion completion = completion(record, state, outcome, source, roster, now);
        return switch (completer.complete(completion)) {
            case TurnCompleter.Commit.Committed() -> {
                announce(record, state, roster, completion);
                yield new TurnOutcome.Played(state.turn());
            }
            case TurnCompleter.Commit.Fenced() -> fenced(record);
            case TurnCompleter.Commit.Refused(String reason) ->
                park(record, FailureCode.COMMIT_REFUSED, "the store refused the turn: " + reason, source);
        };
    }

    private Completion completion(
            RuntimeRecord record,
            EngineState state,
            TurnRow.Outcome outcome,
            TurnSource source,
            Roster roster,
            Instant now) {
        Generation generation = record.generation().orElseThrow();
        boolean forced = generation.trigger() == Trigger.FORCE;
        Optional<TurnSchedule.Advance> advance = forced || state.finished()
                ? Optional.empty()
                : Optional.of(record.turnSchedule().advance(generation.scheduledFor(), now));
        return new Completion(
                record.key(),
                record.epoch(),
                record.owner().orElseThrow(),
                new TurnRow(
                        state.turn(),
                        generation.scheduledFor(),
                        generation.trigger(),
                        record.epoch(),
                        generation.startedAt(),
                        now,
                        outcome),
                state.finished(),
                advance.flatMap(TurnSchedule.Advance::next),
                forced && !state.finished(),
                advance.map(TurnSchedule.Advance::missed).orElse(0L),
                state.capabilities(),
                TurnEvents.played(record, state, roster, now),
                source.operation(record, host.ids()).succeeded(now));
    }

    private void announce(RuntimeRecord record, EngineState state, Roster roster, Completion completion) {
        List<String> odd = TurnEvents.stats(state, roster).odd();
        if (!odd.isEmpty()) {
            host.signal(new Signal.RacesDoNotFit(record.key(), odd));
        }
        TurnRow row = completion.row();
        Duration lateness =
                row.trigger() == Trigger.FORCE ? Duration.ZERO : Duration.between(row.scheduledFor(), row.startedAt());
        host.signal(new Signal.TurnCommitted(
                record.key(),
                row.turn(),
                row.trigger(),
                row.outcome() == TurnRow.Outcome.ADOPTED,
                state.finished(),
                state.races().size(),
                Duration.between(row.startedAt(), row.finishedAt()),
                lateness));
    }

    /** Parks the game as {@code generation_failed}: it is not ticked again until an operator acts. */
    TurnOutcome park(RuntimeRecord record, FailureCode code, String message, TurnSource source) {
        return wait(record, RuntimeStatus.GENERATION_FAILED, code, message, source);
    }

    /** Parks the game as {@code engine_unreachable}, target kept: the engine is asked again and again. */
    TurnOutcome unreachable(RuntimeRecord record, FailureCode code, String message, TurnSource source) {
        return wait(record, RuntimeStatus.ENGINE_UNREACHABLE, code, message, source);
    }

    private TurnOutcome wait(
            RuntimeRecord record, RuntimeStatus status, FailureCode code, String message, TurnSource source) {
        Instant now = host.now();
        Failure failure = new Failure(code, message, now);
        boolean answered = status == RuntimeStatus.GENERATION_FAILED;
        RuntimeRecord next = record.next(status, now)
                .owner(null)
                .engine(answered ? record.engine().answered() : record.engine().unanswered())
                .lastFailure(failure)
                .build();
        OperationEntry operation = source.operation(record, host.ids()).failed(now, code, failure.message());
        List<RuntimeEvent> events = new ArrayList<>(List.of(TurnEvents.snapshot(next, now)));
        events.addAll(
                status == RuntimeStatus.GENERATION_FAILED
                        ? List.of(TurnEvents.generationFailed(next, failure))
                        : RuntimeEvent.Notification.ofFailedStart(
                                record.key().gameId(), record.engine().imageRef(), failure, operation.operationId()));
        return switch (records.replace(new Change(record, next, events, Optional.of(operation)))) {
            case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> {
                host.signal(new Signal.Parked(
                        record.key(), status, record.generation().map(Generation::trigger), failure));
                yield new TurnOutcome.Parked(failure);
            }
            case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) -> fenced(record);
        };
    }

    /** Ends the game at the turn it has: the engine says it is finished, and no turn is invented. */
    TurnOutcome finish(RuntimeRecord record, EngineState state, TurnSource source) {
        return finish(record, record.engine().answered(), state, source);
    }

    /** The same, on an engine that the record does not have yet. */
    TurnOutcome finish(RuntimeRecord record, EngineBinding engine, EngineState state, TurnSource source) {
        Instant now = host.now();
        RuntimeRecord next = record.next(RuntimeStatus.FINISHED, now)
                .owner(null)
                .engine(engine)
                .generation(null)
                .nextGenerationAt(null)
                .skipNextTick(false)
                .lastFailure(null)
                .lastObservedAt(now)
                .finishedAt(now)
                .build();
        Change change = new Change(
                record,
                next,
                TurnEvents.played(record, state, rosters.of(record.key()), now),
                Optional.of(source.operation(record, host.ids()).succeeded(now)));
        return switch (records.replace(change)) {
            case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> new TurnOutcome.Played(state.turn());
            case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) -> fenced(record);
        };
    }

    /** Stores a step on the way, of which only a change of the health is told; empty when somebody else has the game. */
    Optional<RuntimeRecord> step(RuntimeRecord record, Consumer<RuntimeRecordBuilder> change) {
        return step(record, change, List.of(), Optional.empty());
    }

    /** Stores a step with its events and operation log entry; empty when somebody else has the game. */
    Optional<RuntimeRecord> step(
            RuntimeRecord record,
            Consumer<RuntimeRecordBuilder> change,
            List<RuntimeEvent> more,
            Optional<OperationEntry> operation) {
        Instant now = host.now();
        RuntimeRecordBuilder builder = record.next(record.status(), now);
        change.accept(builder);
        RuntimeRecord next = builder.build();
        List<RuntimeEvent> events = new ArrayList<>(TurnEvents.ofHealth(record, next, now));
        events.addAll(more);
        return switch (records.replace(new Change(record, next, events, operation))) {
            case RuntimeRecords.Replacement.Replaced(RuntimeRecord stored) -> Optional.of(stored);
            case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) -> {
                fenced(record);
                yield Optional.empty();
            }
        };
    }

    TurnOutcome fenced(RuntimeRecord record) {
        host.signal(new Signal.Fenced(record.key(), record.epoch()));
        return new TurnOutcome.Fenced();
    }
}
