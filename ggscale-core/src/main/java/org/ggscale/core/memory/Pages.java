package org.ggscale.core.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;

/** Cuts pages out of ordered lists; a cursor is the text of the last item's position. */
final class Pages {
    private Pages() {}

    static <T> Page<T> cut(Stream<T> rest, int limit, Function<T, String> position) {
        List<T> items = rest.limit(limit + 1L).toList();
        if (items.size() <= limit) {
            return new Page<>(items, Optional.empty());
        }
        return new Page<>(items.subList(0, limit), Optional.of(position.apply(items.get(limit - 1))));
    }

    /** Reads the position of a cursor, if there is one. */
    static <P> Optional<P> position(Page.Request page, Function<String, P> parse) {
        return page.cursor().map(cursor -> parse(cursor, parse));
    }

    static <P> P parse(String cursor, Function<String, P> parse) {
        try {
            return parse.apply(cursor);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException(cursor);
        }
    }
}
