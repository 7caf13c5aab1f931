package org.ggscale.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.OperationLog;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Trigger;

/** Plays a turn now because an operator says so; on a failed turn, tries it again. */
final class TurnForcer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RuntimeRecords records;
    private final OperationLog log;
    private final TurnGenerator generator;
    private final TurnReconciler reconciler;
    private final TurnTimeouts timeouts;
    private final HostContext host;

    TurnForcer(
            RuntimeRecords records,
            OperationLog log,
            TurnGenerator generator,
            TurnReconciler reconciler,
            TurnTimeouts timeouts,
            HostContext host) {
        this.records = records;
        this.log = log;
        this.generator = generator;
        this.reconciler = reconciler;
        this.timeouts = timeouts;
        this.host = host;
    }

    ForceOutcome force(GameKey key, Flights flights) throws InterruptedException {
        Optional<RuntimeRecord> found = records.find(key);
        if (found.isEmpty()) {
            return new ForceOutcome.NotFound();
        }
        RuntimeRecord record = found.get();
        Optional<String> conflict = conflict(record);
        if (conflict.isPresent()) {
            return new ForceOutcome.Conflict(record, conflict.get());
        }
        OwnerId owner = host.owner();
        Instant now = host.now();
        RuntimeRecord next = record.next(RuntimeStatus.GENERATION_IN_PROGRESS, now)
                .owner(owner)
                .generation(generation(record, now))
                .build();
        OperationEntry entry = OperationEntry.started(
                host.ids().get(), key, Operation.FORCE_NEXT_TURN, Source.API, now, Map.of("turn", next.target()));
        return switch (records.replace(new Change(record, next, List.of(), Optional.of(entry)))) {
            case RuntimeRecords.Replacement.Lost(Optional<RuntimeRecord> current) ->
                current.<ForceOutcome>map(r -> new ForceOutcome.Conflict(r, "the game has just changed"))
                        .orElseGet(ForceOutcome.NotFound::new);
            case RuntimeRecords.Replacement.Replaced(RuntimeRecord claimed) ->
                await(claimed, record.status(), entry, flights);
        };
    }

    private Optional<String> conflict(RuntimeRecord record) {
        Optional<String> elsewhere = host.elsewhere(record);
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        return switch (record.status()) {
            case RUNNING -> record.paused() ? Optional.of("the game is paused") : Optional.empty();
            case GENERATION_FAILED -> Optional.empty();
            case GENERATION_IN_PROGRESS, STARTING, STOPPED, ENGINE_UNREACHABLE, FINISHED ->
                Optional.of("a turn is forced on a game that is running or generation_failed, not "
                        + record.status().wireName());
        };
    }

    /** A retry keeps what is known of the failed turn, and how often it was called; a new turn begins with its first call. */
    private static Generation generation(RuntimeRecord record, Instant now) {
        int calls = record.status() == RuntimeStatus.RUNNING ? 1 : 0;
        return record.generation()
                .map(Generation::forced)
                .orElseGet(() -> new Generation(record.currentTurn() + 1, calls, Trigger.FORCE, now, now));
    }

    private ForceOutcome await(RuntimeRecord claimed, RuntimeStatus before, OperationEntry entry, Flights flights)
            throws InterruptedException {
        CompletableFuture<TurnOutcome> done = new CompletableFuture<>();
        boolean launched = flights.launchNext(claimed.key(), flight -> work(claimed, before, entry, flight, done));
        if (!launched) {
            return new ForceOutcome.Undecided(claimed);
        }
        try {
            Duration patience = timeouts.of(claimed).plus(PATIENCE);
            return outcome(claimed, entry, done.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            return new ForceOutcome.Undecided(records.find(claimed.key()).orElse(claimed));
        }
    }

    private void work(
            RuntimeRecord claimed,
            RuntimeStatus before,
            OperationEntry entry,
            Flights.Flight flight,
            CompletableFuture<TurnOutcome> done) {
        TurnSource source = TurnSource.forced(entry);
        try {
            done.complete(
                    before == RuntimeStatus.RUNNING
                            ? generator.generate(claimed, source, flight)
                            : reconciler.retry(claimed, source, flight));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Nobody waits for work that broke off.
            done.cancel(false);
        }
    }

    private ForceOutcome outcome(RuntimeRecord claimed, OperationEntry entry, TurnOutcome outcome) {
        RuntimeRecord current = records.find(claimed.key()).orElse(claimed);
        return switch (outcome) {
            case TurnOutcome.Played(long turn) -> new ForceOutcome.Committed(current);
            case TurnOutcome.Parked(var failure) -> new ForceOutcome.Parked(current, failure);
            case TurnOutcome.Fenced() -> {
                String reason = "the game was taken over before the turn was stored";
                log.write(entry.failed(host.now(), FailureCode.CONFLICT, reason));
                yield new ForceOutcome.Conflict(current, reason);
            }
        };
    }
}
