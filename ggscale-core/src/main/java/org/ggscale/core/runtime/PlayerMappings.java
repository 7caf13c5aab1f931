package org.ggscale.core.runtime;

import java.util.List;
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

    /** Returns the mappings in the order of registration; empty for an unknown game. */
    List<PlayerMapping> find(GameKey key);
}
