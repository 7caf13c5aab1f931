package org.ggscale.core.runtime;

import java.time.Instant;

/**
 * A turn that was claimed and not yet committed.
 *
 * @param target the turn to be reached: the current one plus one
 * @param attempts how many calls were spent on this target; reset by a commit only
 * @param scheduledFor when the turn was due, or when it was forced
 */
public record Generation(long target, int attempts, Trigger trigger, Instant scheduledFor, Instant startedAt) {
    /** The calls that one target is granted without an operator. */
    public static final int MAX_ATTEMPTS = 3;

    /** Returns this generation with one more call spent. */
    public Generation calledAgain() {
        return new Generation(target, attempts + 1, trigger, scheduledFor, startedAt);
    }

    /** Returns this generation as asked for by an operator. */
    public Generation forced() {
        return new Generation(target, attempts, Trigger.FORCE, scheduledFor, startedAt);
    }
}
