package org.ggscale.core.turn;

import java.time.Instant;
import java.util.Locale;
import org.ggscale.core.runtime.Trigger;

/**
 * A turn in the history of its game.
 *
 * @param epoch under which it was committed
 */
public record TurnRow(
        long turn,
        Instant scheduledFor,
        Trigger trigger,
        long epoch,
        Instant startedAt,
        Instant finishedAt,
        Outcome outcome) {

    /** How the turn entered the history. */
    public enum Outcome {
        /** The engine answered the call. */
        COMMITTED,
        /** The engine was found to have played it. */
        ADOPTED,
        /** The engine refused it. */
        FAILED;

        /** Returns the name in the API, such as {@code committed}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a name written by {@link #wireName()}. */
        public static Outcome parse(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
