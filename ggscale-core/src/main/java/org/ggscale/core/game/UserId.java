package org.ggscale.core.game;

/**
 * The opaque identity of a user of the platform, compared by bytes.
 *
 * @param value 1 to 128 characters from 0x21 to 0x7E
 */
public record UserId(String value) {
    /** Refuses other characters and lengths. */
    public UserId {
        if (value.isEmpty() || value.length() > 128 || !value.chars().allMatch(c -> c >= 0x21 && c <= 0x7E)) {
            throw new IllegalArgumentException("a user id has 1 to 128 characters from 0x21 to 0x7E");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
