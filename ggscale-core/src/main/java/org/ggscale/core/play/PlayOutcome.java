package org.ggscale.core.play;

import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.runtime.RuntimeStatus;

/** How a player's call ended. */
public sealed interface PlayOutcome {
    /** The engine was asked; its answer is to be passed on or translated. */
    record Answered(EngineAnswer answer) implements PlayOutcome {}

    /** A turn is being generated: what was sent comes too late for it. */
    record TurnAlreadyClosed() implements PlayOutcome {}

    /** The game takes no calls now. */
    record NotRunning(RuntimeStatus status, boolean paused) implements PlayOutcome {}

    /** The game belongs to a node that this host is not of. */
    record OtherNode(String node) implements PlayOutcome {}

    /** The user is no active member of the game. */
    record Forbidden() implements PlayOutcome {}

    /** The tenant has no such game. */
    record NotFound() implements PlayOutcome {}
}
