package org.ggscale.core.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;

/** The built-in memberships. */
final class InMemoryMemberships implements Memberships {
    private static final int MAX_CHANGES = 100_000;

    private final Tables tables;

    InMemoryMemberships(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
        return tables.transact(() -> Tables.rows(tables.memberships, keys));
    }

    @Override
    public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
        return tables.transact(() -> {
            List<Membership> members = tables.memberships.getOrDefault(key, List.of());
            Optional<Membership> changed = members.stream()
                    .filter(membership -> membership.member().userId().equals(user))
                    .map(membership -> new Membership(membership.member(), status))
                    .findFirst();
            changed.ifPresent(next -> {
                tables.memberships.put(
                        key,
                        members.stream()
                                .map(membership -> membership.member().equals(next.member()) ? next : membership)
                                .toList());
                append(key);
            });
            return changed;
        });
    }

    @Override
    public void announce(GameKey key) {
        tables.run(() -> append(key));
    }

    private void append(GameKey key) {
        NavigableMap<Long, GameKey> changes = tables.membershipChanges;
        changes.put(++tables.lastMembershipChange, key);
        if (changes.size() > MAX_CHANGES) {
            changes.pollFirstEntry();
        }
    }

    @Override
    public Changes changes(Optional<String> since) {
        return tables.transact(() -> {
            long last = since.map(Long::parseLong).orElse(tables.lastMembershipChange);
            return new Changes(
                    Long.toString(tables.lastMembershipChange),
                    Set.copyOf(tables.membershipChanges.tailMap(last, false).values()));
        });
    }
}
