package org.ggscale.core.engine;

import java.util.Locale;

/** The health summary of a game's engine. */
public enum EngineHealth {
    HEALTHY,
    PROBE_FAILED,
    INSPECT_UNHEALTHY,
    EXITED,
    OOM,
    DISAPPEARED;

    /** Returns whether the instance has ended, so that its game cannot be played. */
    public boolean hasEnded() {
        return switch (this) {
            case EXITED, OOM, DISAPPEARED -> true;
            case HEALTHY, PROBE_FAILED, INSPECT_UNHEALTHY -> false;
        };
    }

    /** Returns the name in records and events, such as {@code probe_failed}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a name written by {@link #wireName()}. */
    public static EngineHealth parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
