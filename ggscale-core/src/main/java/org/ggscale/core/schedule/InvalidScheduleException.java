package org.ggscale.core.schedule;

/** A text that is no turn schedule, with what is wrong and where. */
public final class InvalidScheduleException extends IllegalArgumentException {
    private final String reason;
    private final int position;

    InvalidScheduleException(String reason, int position) {
        super(reason + " (position " + position + ")");
        this.reason = reason;
        this.position = position;
    }

    /** Returns what is wrong and what is allowed, such as {@code minute is 0 to 59, not 61}. */
    public String reason() {
        return reason;
    }

    /** Returns the place in the text, in characters from 1; one past the end when something is missing there. */
    public int position() {
        return position;
    }
}
