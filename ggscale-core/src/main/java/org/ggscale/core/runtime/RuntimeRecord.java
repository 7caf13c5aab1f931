package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.schedule.TurnSchedule;

/**
 * One running game, as stored.
 *
 * <p>Two numbers keep turns from being played twice. Every transition but the commit of a turn raises {@code epoch}, so
 * whoever holds an older one can no longer write; {@code owner} is the process that may call the engine now.
 *
 * @param paused a flag beside the status: a paused game is not claimed
 * @param nextGenerationAt when the next turn is due; empty when stopped or finished
 * @param skipNextTick whether the next due tick is used up without a turn
 * @param missedTicks due instants that no turn was played for
 * @param owner the process that works on the game; empty when none does
 * @param generation the turn in flight or parked; empty when none is
 */
public record RuntimeRecord(
        GameKey key,
        RuntimeStatus status,
        boolean paused,
        TurnSchedule turnSchedule,
        long currentTurn,
        Optional<Instant> nextGenerationAt,
        boolean skipNextTick,
        long missedTicks,
        EngineBinding engine,
        long epoch,
        Optional<OwnerId> owner,
        Optional<Generation> generation,
        Optional<Failure> lastFailure,
        Optional<Instant> startedAt,
        Optional<Instant> lastObservedAt,
        Optional<Instant> finishedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Describes a registration that has just begun. */
    public static RuntimeRecord starting(
            GameKey key, TurnSchedule schedule, EngineBinding engine, OwnerId owner, Instant now) {
        return new RuntimeRecord(
                key,
                RuntimeStatus.STARTING,
                false,
                schedule,
                0,
                Optional.empty(),
                false,
                0,
                engine,
                1,
                Optional.of(owner),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                now);
    }

    /** Returns a builder that begins as a copy of this record, one epoch later. */
    public RuntimeRecordBuilder next(RuntimeStatus status, Instant now) {
        return copy().status(status).epoch(epoch + 1).updatedAt(now);
    }

    /** Returns a builder that begins as a copy of this record, epoch included: for stores. */
    public RuntimeRecordBuilder copy() {
        return new RuntimeRecordBuilder(this);
    }

    /** Returns the turn that is being reached; only for records with a generation. */
    public long target() {
        return generation.orElseThrow().target();
    }
}
