package org.ggscale.core.memory;

import java.time.Instant;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.HealthSnapshots;

/** Changes of health; a cursor is the number of one. */
final class InMemoryHealthSnapshots implements HealthSnapshots {
    private final Tables tables;

    InMemoryHealthSnapshots(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
        long before = Pages.position(page, Long::valueOf).orElse(Long.MAX_VALUE);
        return tables.transact(() -> {
            Page<HealthTable.Row> rows =
                    Pages.cut(tables.health.before(before, key), page.limit(), row -> Long.toString(row.number()));
            return new Page<>(
                    rows.items().stream().map(HealthTable.Row::snapshot).toList(), rows.nextCursor());
        });
    }

    @Override
    public int forgetBefore(Instant instant, int atMost) {
        return tables.transact(() -> tables.health.forgetBefore(instant, atMost));
    }
}
