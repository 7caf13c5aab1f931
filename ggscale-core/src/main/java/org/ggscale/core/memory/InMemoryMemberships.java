package org.ggscale.core.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;

/** The built-in memberships. */
final class InMemoryMemberships implements Memberships {
    private final Tables tables;

    InMemoryMemberships(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
        return tables.transact(() -> Tables.rows(tables.memberships, keys));
    }
}
