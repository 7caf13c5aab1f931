package org.ggscale.core.runtime;

import java.util.Locale;

/** Where a game's runtime stands; the transitions are in this package's description. */
public enum RuntimeStatus {
    STARTING,
    RUNNING,
    GENERATION_IN_PROGRESS,
    GENERATION_FAILED,
    STOPPED,
    ENGINE_UNREACHABLE,
    FINISHED;

    /** Returns the name in records and events, such as {@code generation_in_progress}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name written by {@link #wireName()}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static RuntimeStatus parse(String wireName) {
        for (RuntimeStatus status : values()) {
            if (status.wireName().equals(wireName)) {
                return status;
            }
        }
        throw new IllegalArgumentException("a status is one of starting, running, generation_in_progress, "
                + "generation_failed, stopped, engine_unreachable, finished");
    }
}
