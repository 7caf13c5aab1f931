package org.ggscale.core.game;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The identity of a game.
 *
 * @param value any UUID but the nil one
 */
public record GameId(UUID value) implements Comparable<GameId> {
    private static final Pattern TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final UUID NIL = new UUID(0, 0);

    /** Refuses the nil UUID. */
    public GameId {
        if (value.equals(NIL)) {
            throw new IllegalArgumentException("a game id is not the nil uuid");
        }
    }

    /**
     * Reads the 36-character form in any case.
     *
     * @throws IllegalArgumentException when the text is not such a form, or is the nil UUID
     */
    public static GameId parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("a game id is a uuid such as 0198c2f4-7b1e-7c3a-9d2e-5f60718293a4");
        }
        return new GameId(UUID.fromString(text));
    }

    /** Compares as the text forms do. */
    @Override
    public int compareTo(GameId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    /** Returns the 36-character form in lower case. */
    @Override
    public String toString() {
        return value.toString();
    }
}
