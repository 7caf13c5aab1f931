package org.ggscale.core.play;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;

/** Who may play which game: the lobby's books, or the built-in ones that registration fills. */
@Port
public interface Memberships {
    /**
     * Returns all memberships of many games, each in the order of registration; an unknown game has no entry.
     *
     * <p>Games of several tenants may be asked for at once: each turn that falls due asks for its own.
     */
    Map<GameKey, List<Membership>> load(Collection<GameKey> keys);

    /**
     * Gives a member a status and announces the change, both or neither.
     *
     * @return the membership as it is stored now; empty when the game has no such member
     */
    Optional<Membership> set(GameKey key, UserId user, Membership.Status status);

    /** Announces that a game's memberships have changed, in whatever books; the game need not be known. */
    void announce(GameKey key);

    /**
     * Returns the games whose memberships were announced as changed, by whatever host, since an earlier look: each change is
     * in one look, also when it was committed later than a newer one. Changes are kept for 10 minutes at least.
     *
     * @param since the cursor of the earlier look; empty finds nothing and gives a first cursor
     */
    Changes changes(Optional<String> since);

    /** What a look found, and where the next one begins. */
    record Changes(String cursor, Set<GameKey> games) {
        /** Copies the set. */
        public Changes {
            games = Set.copyOf(games);
        }
    }

    /** Returns all memberships of a game in the order of registration; empty for an unknown game. */
    default List<Membership> load(GameKey key) {
        return load(List.of(key)).getOrDefault(key, List.of());
    }
}
