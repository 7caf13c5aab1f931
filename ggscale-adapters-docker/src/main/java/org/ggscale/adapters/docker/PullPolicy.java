package org.ggscale.adapters.docker;

/** When images are fetched from their registry. */
public enum PullPolicy {
    /** When the daemon does not have them. */
    IF_MISSING,
    /** At every registration and patch; a recorded image is never fetched again while the daemon has it. */
    ALWAYS,
    /** Never: what the daemon does not have cannot be started. */
    NEVER
}
