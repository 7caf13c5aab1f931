package org.ggscale.core.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.tenant.TenantId;

/** Events, numbered from 1 in the order of their transactions; the oldest ones may be forgotten. */
final class EventTable {
    private final List<Row> rows = new ArrayList<>();
    private long forgotten;

    void append(TenantId tenant, List<RuntimeEvent> events, Instant now) {
        events.forEach(event -> rows.add(new Row(newest() + 1, tenant, event, now)));
    }

    /** Returns the number of the newest event, 0 before the first. */
    long newest() {
        return forgotten + rows.size();
    }

    /** Returns the number of the newest event that is forgotten, 0 when none is. */
    long forgotten() {
        return forgotten;
    }

    int forgetBefore(Instant instant, int atMost) {
        int count = 0;
        while (count < Math.min(atMost, rows.size()) && rows.get(count).at().isBefore(instant)) {
            count++;
        }
        rows.subList(0, count).clear();
        forgotten += count;
        return count;
    }

    /** Returns the first matches after a number that is not forgotten. */
    List<Row> after(long number, Query query) {
        return rows.subList((int) (number - forgotten), rows.size()).stream()
                .filter(row -> row.matches(query))
                .limit(query.limit())
                .toList();
    }

    record Row(long number, TenantId tenant, RuntimeEvent event, Instant at) {
        private boolean matches(Query query) {
            return tenant.equals(query.tenant())
                    && event.channel() == query.channel()
                    && query.gameId().map(event.gameId()::equals).orElse(true);
        }
    }
}
