package org.ggscale.core.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.runtime.RuntimeEvents;

/** Events; a cursor is the number of one. */
final class InMemoryRuntimeEvents implements RuntimeEvents {
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

    private final Tables tables;

    InMemoryRuntimeEvents(Tables tables) {
        this.tables = tables;
    }

    @Override
    public String latest() {
        return tables.transact(() -> Long.toString(tables.events.newest()));
    }

    @Override
    public Reading read(Query query) {
        return tables.transact(() -> {
            EventTable events = tables.events;
            long after = query.after().map(InMemoryRuntimeEvents::parse).orElse(events.forgotten());
            // A cursor from the future was handed out before the memory was lost.
            if (after < events.forgotten() || after > events.newest()) {
                return new Reading.Expired();
            }
            List<EventTable.Row> rows = events.after(after, query);
            long last = rows.size() < query.limit()
                    ? events.newest()
                    : rows.get(rows.size() - 1).number();
            return new Reading.Events(
                    rows.stream().map(InMemoryRuntimeEvents::stored).toList(), Long.toString(last));
        });
    }

    @Override
    public int forgetBefore(Instant instant, int atMost) {
        return tables.transact(() -> tables.events.forgetBefore(instant, atMost));
    }

    @Override
    public Duration lag() {
        return Duration.ZERO;
    }

    private static Stored stored(EventTable.Row row) {
        return new Stored(Long.toString(row.number()), row.tenant(), row.event());
    }

    private static long parse(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw new InvalidCursorException(cursor);
        }
        return Long.parseLong(cursor);
    }
}
