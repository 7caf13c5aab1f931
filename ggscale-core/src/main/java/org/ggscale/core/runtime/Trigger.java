package org.ggscale.core.runtime;

import java.util.Locale;

/** Who asked for a turn. */
public enum Trigger {
    SCHEDULE,
    FORCE;

    /** Returns the name in records, such as {@code schedule}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a name written by {@link #wireName()}. */
    public static Trigger parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
