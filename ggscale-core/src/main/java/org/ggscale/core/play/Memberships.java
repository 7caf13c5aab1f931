package org.ggscale.core.play;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameKey;

/** Who may play which game: the lobby's books, or the built-in ones that registration fills. */
@Port
public interface Memberships {
    /**
     * Returns all memberships of many games, each in the order of registration; an unknown game has no entry.
     *
     * <p>Games of several tenants may be asked for at once: each turn that falls due asks for its own.
     */
    Map<GameKey, List<Membership>> load(Collection<GameKey> keys);

    /** Returns all memberships of a game in the order of registration; empty for an unknown game. */
    default List<Membership> load(GameKey key) {
        return load(List.of(key)).getOrDefault(key, List.of());
    }
}
