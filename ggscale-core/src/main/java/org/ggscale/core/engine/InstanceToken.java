package org.ggscale.core.engine;

/**
 * A random text written into the record before an instance is created; an instance without it is never adopted.
 *
 * @param value 1 to 128 characters
 */
public record InstanceToken(String value) {
    /** Refuses an empty or longer text. */
    public InstanceToken {
        if (value.isEmpty() || value.length() > 128) {
            throw new IllegalArgumentException("an instance token has 1 to 128 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
