package org.ggscale.core.turn;

/** How an operator's patch ended. */
public sealed interface PatchOutcome {
    /** The engine was restarted on the new version; or was not, and the previous version is back. */
    record Attempted(RestartOutcome outcome) implements PatchOutcome {}

    /** The tenant has no such version, or it is disabled. */
    record EngineVersionNotFound() implements PatchOutcome {}

    /** The version is no later patch of the current one. */
    record NotAPatch(String reason) implements PatchOutcome {}
}
