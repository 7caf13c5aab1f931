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

        /**
         * Reads a name written by {@link #wireName()}.
         *
         * @throws IllegalArgumentException for any other text
         */
        public static Status parse(String wireName) {
            for (Status status : values()) {
                if (status.wireName().equals(wireName)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("a status is one of active, removed, blocked");
        }
    }
}
