package org.ggscale.core.memory;

import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationLog;

/** Operations; a cursor is the id of one. */
final class InMemoryOperationLog implements OperationLog {
    private final Tables tables;

    InMemoryOperationLog(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void write(OperationEntry entry) {
        tables.run(() -> tables.operations.put(entry));
    }

    @Override
    public Page<OperationEntry> list(GameKey key, Page.Request page) {
        Optional<UUID> last = Pages.position(page, UUID::fromString);
        return tables.transact(() -> {
            Optional<OperationEntry> position = last.map(
                    id -> tables.operations.find(key, id).orElseThrow(() -> new InvalidCursorException(id.toString())));
            return Pages.cut(
                    tables.operations.after(key, position),
                    page.limit(),
                    entry -> entry.operationId().toString());
        });
    }
}
