package org.ggscale.core.memory;

import java.util.List;
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
    public List<Membership> load(GameKey key) {
        return tables.transact(() -> tables.memberships.getOrDefault(key, List.of()));
    }
}
