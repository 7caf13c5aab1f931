package org.ggscale.core.play;

import java.util.Locale;
import org.ggscale.core.game.Member;

/** Whether a member of a game may play. */
public record Membership(Member member, Status status) {
    /** The standing of a member. */
    public enum Status {
        ACTIVE,
        REMOVED,
        BLOCKED;

        /** Returns the name in the API, such as {@code active}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a name written by {@link #wireName()}. */
        public static Status parse(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
