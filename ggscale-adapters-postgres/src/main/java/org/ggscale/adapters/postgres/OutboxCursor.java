package org.ggscale.adapters.postgres;

import java.util.regex.Pattern;
import org.ggscale.core.InvalidCursorException;

/**
 * A place in the outbox: after the event of this transaction and number, or with number 0 before all of the transaction.
 *
 * <p>As text both numbers in base 36 with a dot between, such as {@code 1c3.7}.
 */
record OutboxCursor(long transaction, long number) implements Comparable<OutboxCursor> {
    static final OutboxCursor START = new OutboxCursor(0, 0);
    private static final int RADIX = 36;
    private static final Pattern FORM = Pattern.compile("(0|[1-9a-z][0-9a-z]{0,12})\\.(0|[1-9a-z][0-9a-z]{0,12})");

    static OutboxCursor parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidCursorException(text);
        }
        int dot = text.indexOf('.');
        try {
            return new OutboxCursor(
                    Long.parseLong(text.substring(0, dot), RADIX), Long.parseLong(text.substring(dot + 1), RADIX));
        } catch (NumberFormatException e) {
            throw new InvalidCursorException(text);
        }
    }

    @Override
    public int compareTo(OutboxCursor other) {
        int order = Long.compare(transaction, other.transaction);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(transaction, RADIX) + "." + Long.toString(number, RADIX);
    }
}
