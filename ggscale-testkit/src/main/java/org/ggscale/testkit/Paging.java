package org.ggscale.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ggscale.core.Page;

/** Turns pages until there are no more. */
final class Paging {
    private Paging() {}

    static <T> List<List<T>> pages(Function<Page.Request, Page<T>> list, int limit) {
        List<List<T>> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = list.apply(new Page.Request(cursor, limit));
            pages.add(page.items());
            cursor = page.nextCursor();
            // More pages than any test has items: the list goes round in circles.
        } while (cursor.isPresent() && pages.size() < 100);
        return pages;
    }

    static Page.Request with(String cursor) {
        return new Page.Request(Optional.of(cursor), 200);
    }
}
