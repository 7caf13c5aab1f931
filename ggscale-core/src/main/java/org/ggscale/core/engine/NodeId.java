package org.ggscale.core.engine;

import java.util.regex.Pattern;

/**
 * A node: the data directory whose engines only its own hosts may start, call and stop.
 *
 * @param value 1 to 64 characters of {@code A-Za-z0-9._-}
 */
public record NodeId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Refuses other texts. */
    public NodeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a node id has 1 to 64 characters of A-Za-z0-9._-");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
