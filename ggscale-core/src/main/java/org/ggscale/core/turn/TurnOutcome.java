package org.ggscale.core.turn;

import org.ggscale.core.runtime.Failure;

/** How the work on one turn ended. */
public sealed interface TurnOutcome {
    /** The turn is stored; the game goes on, or has finished with it. */
    record Played(long turn) implements TurnOutcome {}

    /** The game waits: for an operator, or for its engine. */
    record Parked(Failure failure) implements TurnOutcome {}

    /** Somebody else has the game: a stop, another host, or nobody was asked. */
    record Fenced() implements TurnOutcome {}
}
