package org.ggscale.core.turn;

import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.RuntimeRecord;

/** How an operator's restart ended. */
public sealed interface RestartOutcome {
    /** The engine answers and its turn fits; a pending turn is being brought to its end. */
    record Restarted(RuntimeRecord record) implements RestartOutcome {}

    /** The engine did not come up, or stands at another turn; the record as it is now. */
    record Failed(RuntimeRecord record, FailureCode code, String message) implements RestartOutcome {}

    /** The game is in no state for it, or somebody was faster. */
    record Conflict(RuntimeRecord record, String reason) implements RestartOutcome {}

    /** The tenant has no such game. */
    record NotFound() implements RestartOutcome {}
}
