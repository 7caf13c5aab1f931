package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.schedule.TurnSchedule;
import org.jspecify.annotations.Nullable;

/** Builds a changed copy of a {@link RuntimeRecord}; an absent value is {@code null}. */
public final class RuntimeRecordBuilder {
    private final GameKey key;
    private final TurnSchedule turnSchedule;
    private final Instant createdAt;
    private RuntimeStatus status;
    private boolean paused;
    private long currentTurn;
    private @Nullable Instant nextGenerationAt;
    private boolean skipNextTick;
    private long missedTicks;
    private EngineBinding engine;
    private long epoch;
    private @Nullable OwnerId owner;
    private @Nullable Generation generation;
    private @Nullable Failure lastFailure;
    private @Nullable Instant startedAt;
    private @Nullable Instant lastObservedAt;
    private @Nullable Instant finishedAt;
    private Instant updatedAt;

    RuntimeRecordBuilder(RuntimeRecord from) {
        key = from.key();
        turnSchedule = from.turnSchedule();
        createdAt = from.createdAt();
        status = from.status();
        paused = from.paused();
        currentTurn = from.currentTurn();
        nextGenerationAt = from.nextGenerationAt().orElse(null);
        skipNextTick = from.skipNextTick();
        missedTicks = from.missedTicks();
        engine = from.engine();
        epoch = from.epoch();
        owner = from.owner().orElse(null);
        generation = from.generation().orElse(null);
        lastFailure = from.lastFailure().orElse(null);
        startedAt = from.startedAt().orElse(null);
        lastObservedAt = from.lastObservedAt().orElse(null);
        finishedAt = from.finishedAt().orElse(null);
        updatedAt = from.updatedAt();
    }

    public RuntimeRecordBuilder status(RuntimeStatus value) {
        status = value;
        return this;
    }

    public RuntimeRecordBuilder paused(boolean value) {
        paused = value;
        return this;
    }

    public RuntimeRecordBuilder currentTurn(long value) {
        currentTurn = value;
        return this;
    }

    public RuntimeRecordBuilder nextGenerationAt(@Nullable Instant value) {
        nextGenerationAt = value;
        return this;
    }

    public RuntimeRecordBuilder skipNextTick(boolean value) {
        skipNextTick = value;
        return this;
    }

    public RuntimeRecordBuilder missedTicks(long value) {
        missedTicks = value;
        return this;
    }

    public RuntimeRecordBuilder engine(EngineBinding value) {
        engine = value;
        return this;
    }

    public RuntimeRecordBuilder epoch(long value) {
        epoch = value;
        return this;
    }

    public RuntimeRecordBuilder owner(@Nullable OwnerId value) {
        owner = value;
        return this;
    }

    public RuntimeRecordBuilder generation(@Nullable Generation value) {
        generation = value;
        return this;
    }

    public RuntimeRecordBuilder lastFailure(@Nullable Failure value) {
        lastFailure = value;
        return this;
    }

    public RuntimeRecordBuilder startedAt(@Nullable Instant value) {
        startedAt = value;
        return this;
    }

    public RuntimeRecordBuilder lastObservedAt(@Nullable Instant value) {
        lastObservedAt = value;
        return this;
    }

    public RuntimeRecordBuilder finishedAt(@Nullable Instant value) {
        finishedAt = value;
        return this;
    }

    public RuntimeRecordBuilder updatedAt(Instant value) {
        updatedAt = value;
        return this;
    }

    /** Returns the changed record. */
    public RuntimeRecord build() {
        return new RuntimeRecord(
                key,
                status,
                paused,
                turnSchedule,
                currentTurn,
                Optional.ofNullable(nextGenerationAt),
                skipNextTick,
                missedTicks,
                engine,
                epoch,
                Optional.ofNullable(owner),
                Optional.ofNullable(generation),
                Optional.ofNullable(lastFailure),
                Optional.ofNullable(startedAt),
                Optional.ofNullable(lastObservedAt),
                Optional.ofNullable(finishedAt),
                createdAt,
                updatedAt);
    }
}
