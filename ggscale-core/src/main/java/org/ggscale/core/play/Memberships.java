package org.ggscale.core.play;

import java.util.List;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameKey;

/** Who may play which game: the lobby's books, or the built-in ones that registration fills. */
@Port
public interface Memberships {
    /** Returns all memberships of a game in the order of registration; empty for an unknown game. */
    List<Membership> load(GameKey key);
}
