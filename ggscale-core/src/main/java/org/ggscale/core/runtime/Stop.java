package org.ggscale.core.runtime;

/** How a stop ended. */
public sealed interface Stop {
    /** The game is stopped and its engine gone. */
    record Stopped(RuntimeRecord record) implements Stop {}

    /** The game cannot be stopped as it is. */
    record Conflict(RuntimeRecord record, String reason) implements Stop {}

    /** The tenant has no such game. */
    record NotFound() implements Stop {}
}
