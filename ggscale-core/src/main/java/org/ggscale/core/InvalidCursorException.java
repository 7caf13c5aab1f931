package org.ggscale.core;

/** A cursor that no page of this list handed out. */
public final class InvalidCursorException extends IllegalArgumentException {
    /** Names the cursor. */
    public InvalidCursorException(String cursor) {
        super("not a cursor of this list: " + (cursor.length() > 64 ? cursor.substring(0, 64) + "..." : cursor));
    }
}
