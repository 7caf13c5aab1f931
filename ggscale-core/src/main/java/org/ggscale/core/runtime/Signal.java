package org.ggscale.core.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;

/**
 * Something an operator may want in a log or a metric; the core itself writes neither.
 *
 * <p>Signals are not events: they are not stored, and nothing depends on them.
 */
public sealed interface Signal {
    /**
     * A turn was committed.
     *
     * @param players how many races the engine counts
     * @param took from the claim to the commit
     * @param lateness from the due time to the claim; zero for a forced turn
     */
    record TurnCommitted(
            GameKey key,
            long turn,
            Trigger trigger,
            boolean adopted,
            boolean finished,
            int players,
            Duration took,
            Duration lateness)
            implements Signal {}

    /** What became of a turn call is not known; it is reconciled. */
    record TurnInDoubt(GameKey key, long target, String reason) implements Signal {}

    /**
     * A game waits for an operator or for its engine.
     *
     * @param trigger of the turn that waits with it; empty when none was pending
     */
    record Parked(GameKey key, RuntimeStatus status, Optional<Trigger> trigger, Failure failure) implements Signal {}

    /** It was found out what became of a turn, and the turn was brought to an end. */
    record Reconciled(GameKey key, Result result) implements Signal {
        /** What came of it. */
        public enum Result {
            /** The engine had played the turn already, or had finished the game before it. */
            ADOPTED,
            /** The engine had not, and was called again. */
            PLAYED,
            /** The game waits, for an operator or for its engine. */
            PARKED,
            /** Somebody else has the game. */
            FENCED
        }
    }

    /** This host had lost the game when it wanted to write: it stopped working on it. */
    record Fenced(GameKey key, long epoch) implements Signal {}

    /** Races in a turn's answer that the game does not have, repeats or misses; left out of the stats. */
    record RacesDoNotFit(GameKey key, List<String> races) implements Signal {}

    /** Abandoned work was taken over. */
    record TakenOver(GameKey key, RuntimeStatus found) implements Signal {}

    /** Work on one game broke off; recovery will finish it. */
    record BrokenOff(GameKey key, RuntimeException cause) implements Signal {}

    /** A periodic duty failed and is tried again. */
    record DutyFailed(String duty, RuntimeException cause) implements Signal {}

    /** This process was frozen past its life and goes on under a new owner id. */
    record Reborn(NodeId node, OwnerId owner) implements Signal {}

    /** An engine ended by itself, or was started again. */
    record EngineChanged(GameKey key, String what) implements Signal {}

    /**
     * A game's memberships are remembered no more.
     *
     * @param failure why another host may remember them until they expire; empty when none does
     */
    record MembershipsInvalidated(GameKey key, Optional<RuntimeException> failure) implements Signal {}
}
