package org.ggscale.core.runtime;

/** How a pause, or its end, ended. */
public sealed interface Pause {
    /** The flag is as it was asked for, now or already before. */
    record Flagged(RuntimeRecord record) implements Pause {}

    /** The game has finished. */
    record Conflict(RuntimeRecord record, String reason) implements Pause {}

    /** The tenant has no such game. */
    record NotFound() implements Pause {}
}
