package org.ggscale.core.play;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.Signal;

/** Keeps the built-in memberships, and tells every host when some have changed. Any host does it, for games of any node. */
public final class MembershipDesk {
    private final RuntimeRecords records;
    private final Memberships memberships;
    private final Rosters rosters;
    private final HostContext host;

    /** Creates a desk. */
    public MembershipDesk(RuntimeRecords records, Memberships memberships, Rosters rosters, HostContext host) {
        this.records = records;
        this.memberships = memberships;
        this.rosters = rosters;
        this.host = host;
    }

    /** Returns the memberships of a game as they are stored, in the order of registration; empty for an unknown game. */
    public Optional<List<Membership>> of(GameKey key) {
        List<Membership> members = memberships.load(key);
        return members.isEmpty() ? records.find(key).map(record -> members) : Optional.of(members);
    }

    /**
     * Gives a member a status, whatever the game's own; players feel it at once here and within a second on other hosts.
     *
     * @return the membership as it is now; empty when there is no such game, or no such member in it
     */
    public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
        Optional<Membership> stored = memberships.set(key, user, status);
        if (stored.isPresent()) {
            rosters.invalidate(key);
            host.signal(new Signal.MembershipsInvalidated(key, Optional.empty()));
        }
        return stored;
    }

    /**
     * Makes every host forget what it remembers of a game's memberships: at once here, within a second elsewhere.
     *
     * <p>When the store does not answer, this host alone forgets them, a signal says so, and the others go on for 30 s at
     * most with what they remember: the change itself is made and stays.
     */
    public void invalidate(GameKey key) {
        rosters.invalidate(key);
        try {
            memberships.announce(key);
            host.signal(new Signal.MembershipsInvalidated(key, Optional.empty()));
        } catch (UnavailableException e) {
            host.signal(new Signal.MembershipsInvalidated(key, Optional.of(e)));
        }
    }
}
