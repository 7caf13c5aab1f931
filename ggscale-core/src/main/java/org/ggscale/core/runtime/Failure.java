package org.ggscale.core.runtime;

import java.time.Instant;

/**
 * What went wrong last; cleared by the next committed turn.
 *
 * @param message a sentence for the operator, at most 1,000 characters
 */
public record Failure(FailureCode code, String message, Instant at) {
    /** Shortens a message that is too long. */
    public Failure {
        message = message.length() > 1_000 ? message.substring(0, 997) + "..." : message;
    }
}
