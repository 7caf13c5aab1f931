package org.ggscale.core;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list, with the opaque cursor of the next one.
 *
 * @param items the items in the order that the port documents
 * @param nextCursor where the next page begins, empty on the last page; it stays good when items come and go, the last
 *     one of this page among them, so it names a position in the order and not a number of items
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * What part of a list is asked for.
     *
     * @param cursor the {@code nextCursor} of the page before, empty for the first page; a list throws
     *     {@link InvalidCursorException} for a text that is none of its own
     * @param limit 1 to 200 items
     */
    public record Request(Optional<String> cursor, int limit) {
        /** Refuses limits outside 1 to 200. */
        public Request {
            if (limit < 1 || limit > 200) {
                throw new IllegalArgumentException("limit is 1 to 200, not " + limit);
            }
        }

        /** Asks for the first page. */
        public static Request first(int limit) {
            return new Request(Optional.empty(), limit);
        }
    }
}
