package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.memberships;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;

/** Stores of memberships with one fault each in how they change and who learns it. */
final class MembershipChangesTwins {
    static final List<Twin<Storage>> ALL = List.of(
            memberships("only says that it sets a status", storage -> new Forwarding.ToMemberships(storage) {
                @Override
                public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
                    return real.load(key).stream()
                            .filter(membership -> membership.member().userId().equals(user))
                            .map(membership -> new Membership(membership.member(), status))
                            .findFirst();
                }
            }),
            memberships("makes members up", storage -> new Forwarding.ToMemberships(storage) {
                @Override
                public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
                    return real.set(key, user, status)
                            .or(() -> Optional.of(new Membership(new Member(user, new RaceName("made up")), status)));
                }
            }),
            memberships("sets the status in one tenant", storage -> new Forwarding.ToMemberships(storage) {
                @Override
                public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
                    return real.set(new GameKey(TenantId.DEFAULT, key.gameId()), user, status);
                }
            }),
            looking("finds somebody at first", false, changes -> with(changes, Fixtures.newKey())),
            looking("finds nothing", true, changes -> Set.of()),
            looking("knows the changes of one tenant", true, changes -> {
                Set<GameKey> here = new HashSet<>(changes);
                here.removeIf(key -> !key.tenant().equals(TenantId.DEFAULT));
                return here;
            }),
            memberships("finds a change again and again", storage -> new Forwarding.ToMemberships(storage) {
                private final Set<GameKey> all = ConcurrentHashMap.newKeySet();

                @Override
                public Changes changes(Optional<String> since) {
                    Changes changes = real.changes(since);
                    all.addAll(changes.games());
                    return new Changes(changes.cursor(), since.isPresent() ? all : Set.of());
                }
            }),
            memberships("tells the first reader alone", storage -> new Forwarding.ToMemberships(storage) {
                private final ConcurrentMap<GameKey, AtomicBoolean> told = new ConcurrentHashMap<>();

                @Override
                public Changes changes(Optional<String> since) {
                    Changes changes = real.changes(since);
                    Set<GameKey> fresh = new HashSet<>(changes.games());
                    fresh.removeIf(key -> told.computeIfAbsent(key, game -> new AtomicBoolean())
                            .getAndSet(true));
                    return new Changes(changes.cursor(), fresh);
                }
            }),
            looking("finds three changes at most", true, changes -> changes.size() <= 3 ? changes : Set.of()));

    private MembershipChangesTwins() {}

    private static Set<GameKey> with(Set<GameKey> changes, GameKey key) {
        Set<GameKey> all = new HashSet<>(changes);
        all.add(key);
        return all;
    }

    private static Twin<Storage> looking(String fault, boolean later, UnaryOperator<Set<GameKey>> broken) {
        return memberships(fault, storage -> new Forwarding.ToMemberships(storage) {
            @Override
            public Changes changes(Optional<String> since) {
                Changes changes = real.changes(since);
                return since.isPresent() == later
                        ? new Changes(changes.cursor(), broken.apply(changes.games()))
                        : changes;
            }
        });
    }
}
