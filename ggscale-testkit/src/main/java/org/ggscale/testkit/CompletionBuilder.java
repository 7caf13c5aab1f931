package org.ggscale.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.TurnRow;

/** Builds the commit of a turn in flight: a snapshot, a notification, and the next turn due in the far future. */
public final class CompletionBuilder {
    /** When a fixture's turn was finished. */
    public static final Instant PLAYED_AT = Fixtures.PAST.plusSeconds(3_600);

    private final RuntimeRecord claimed;
    private final OperationEntry operation;
    private List<RuntimeEvent> events;
    private TurnRow.Outcome outcome = TurnRow.Outcome.COMMITTED;
    private boolean finished;
    private Optional<Instant> nextGenerationAt = Optional.of(Fixtures.FUTURE);
    private boolean skipNextTick;
    private long missed;
    private Set<EngineCapability> capabilities = Set.of();
    private long epoch;
    private OwnerId owner;

    private CompletionBuilder(RuntimeRecord claimed) {
        this.claimed = claimed;
        this.epoch = claimed.epoch();
        this.owner = claimed.owner().orElseThrow();
        this.operation = Fixtures.operation(claimed.key()).succeeded(PLAYED_AT);
        this.events = List.of(
                Fixtures.snapshot(claimed.key(), claimed.target()),
                Fixtures.notification(claimed.key(), claimed.target()));
    }

    /** Begins with the commit of a record's generation under its epoch and owner. */
    public static CompletionBuilder of(RuntimeRecord claimed) {
        return new CompletionBuilder(claimed);
    }

    /** Appends these events instead. */
    public CompletionBuilder events(RuntimeEvent... values) {
        events = List.of(values);
        return this;
    }

    /** Says how the turn entered the history. */
    public CompletionBuilder outcome(TurnRow.Outcome value) {
        outcome = value;
        return this;
    }

    /** Ends the game with this turn. */
    public CompletionBuilder finished() {
        finished = true;
        nextGenerationAt = Optional.empty();
        return this;
    }

    /** Leaves the next time as it is. */
    public CompletionBuilder sameTime() {
        nextGenerationAt = Optional.empty();
        return this;
    }

    /** Sets the next time. */
    public CompletionBuilder nextGenerationAt(Instant value) {
        nextGenerationAt = Optional.of(value);
        return this;
    }

    /** Sets the skip flag, as a forced turn does. */
    public CompletionBuilder skipNextTick() {
        skipNextTick = true;
        return this;
    }

    /** Counts missed ticks. */
    public CompletionBuilder missed(long value) {
        missed = value;
        return this;
    }

    /** Says what the engine promised in its answer. */
    public CompletionBuilder capabilities(EngineCapability... values) {
        capabilities = Set.of(values);
        return this;
    }

    /** Commits under another epoch than the record's. */
    public CompletionBuilder epoch(long value) {
        epoch = value;
        return this;
    }

    /** Commits as another owner than the record's. */
    public CompletionBuilder owner(OwnerId value) {
        owner = value;
        return this;
    }

    /** Returns the completion. */
    public Completion build() {
        Generation generation = claimed.generation().orElseThrow();
        TurnRow row = new TurnRow(
                generation.target(),
                generation.scheduledFor(),
                generation.trigger(),
                epoch,
                generation.startedAt(),
                PLAYED_AT,
                outcome);
        return new Completion(
                claimed.key(),
                epoch,
                owner,
                row,
                finished,
                nextGenerationAt,
                skipNextTick,
                missed,
                capabilities,
                events,
                operation);
    }
}
