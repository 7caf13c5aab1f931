package org.ggscale.core.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameKey;

/** Which user plays which race; fixed from registration on. */
@Port
public interface PlayerMappings {
    /**
     * Stores all mappings of a game, and its members as active in the built-in memberships, in one statement: all or none.
     *
     * @throws org.ggscale.core.RejectedException when the game has no record, or a user, race or engine id is repeated
     */
    void add(GameKey key, List<PlayerMapping> mappings);

    /**
     * Returns the mappings of many games, each in the order of registration; an unknown game has no entry.
     *
     * <p>Games of several tenants may be asked for at once: each turn that falls due asks for its own.
     */
    Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys);

    /** Returns the mappings of a game in the order of registration; empty for an unknown game. */
    default List<PlayerMapping> find(GameKey key) {
        return find(List.of(key)).getOrDefault(key, List.of());
    }
}
