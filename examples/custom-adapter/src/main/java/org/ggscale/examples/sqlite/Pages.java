package org.ggscale.examples.sqlite;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;

/** Pages of lists that were read with one row more than was asked for. */
final class Pages {
    private Pages() {}

    /**
     * Cuts a page.
     *
     * @param cursor names a row, so that the next page begins after it even when it is gone
     */
    static <T> Page<T> cut(List<T> rows, Page.Request request, Function<T, String> cursor) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, Optional.of(cursor.apply(items.get(items.size() - 1))));
    }

    /** Reads the cursor of a request, if there is one. */
    static <P> Optional<P> position(Page.Request request, Function<String, P> parse) {
        return request.cursor().map(cursor -> {
            try {
                return parse.apply(cursor);
            } catch (IllegalArgumentException e) {
                throw new InvalidCursorException(cursor);
            }
        });
    }
}
