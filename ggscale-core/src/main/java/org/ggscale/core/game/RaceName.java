package org.ggscale.core.game;

/**
 * The name of a race, unique in its game.
 *
 * @param value 1 to 128 characters, no control characters, no blanks at either end
 */
public record RaceName(String value) {
    /** Refuses other texts. */
    public RaceName {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > 128) {
            throw new IllegalArgumentException("a race name has 1 to 128 characters, not " + length);
        }
        if (value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("a race name has no control characters");
        }
        if (isBlank(value.codePointAt(0)) || isBlank(value.codePointBefore(value.length()))) {
            throw new IllegalArgumentException("a race name neither begins nor ends with a blank");
        }
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    @Override
    public String toString() {
        return value;
    }
}
