package org.ggscale.core.turn;

import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.RuntimeRecord;

/** How an operator's turn ended. */
public sealed interface ForceOutcome {
    /** The turn is stored. */
    record Committed(RuntimeRecord record) implements ForceOutcome {}

    /** The game is parked. */
    record Parked(RuntimeRecord record, Failure failure) implements ForceOutcome {}

    /** The turn is still under way after turn timeout and 5 s; it goes on. */
    record Undecided(RuntimeRecord record) implements ForceOutcome {}

    /** The game is in no state for it, or somebody was faster. */
    record Conflict(RuntimeRecord record, String reason) implements ForceOutcome {}

    /** The tenant has no such game. */
    record NotFound() implements ForceOutcome {}
}
