package org.ggscale.core.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ggscale.core.RejectedException;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerMappings;

/** Mappings and the memberships that come with them. */
final class InMemoryPlayerMappings implements PlayerMappings {
    private final Tables tables;

    InMemoryPlayerMappings(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void add(GameKey key, List<PlayerMapping> mappings) {
        tables.run(() -> {
            if (tables.records.find(key).isEmpty()) {
                throw new RejectedException("game " + key + " has no record");
            }
            List<PlayerMapping> all = new ArrayList<>(tables.mappings.getOrDefault(key, List.of()));
            all.addAll(mappings);
            refuseRepeated(key, "user", all, mapping -> mapping.member().userId());
            refuseRepeated(key, "race", all, mapping -> mapping.member().raceName());
            refuseRepeated(key, "engine id", all, PlayerMapping::enginePlayerId);
            tables.mappings.put(key, List.copyOf(all));
            List<Membership> members = all.stream()
                    .map(mapping -> new Membership(mapping.member(), Membership.Status.ACTIVE))
                    .toList();
            tables.memberships.put(key, members);
        });
    }

    private static void refuseRepeated(
            GameKey key, String what, List<PlayerMapping> mappings, Function<PlayerMapping, Object> part) {
        if (mappings.stream().map(part).distinct().count() < mappings.size()) {
            throw new RejectedException("a " + what + " of game " + key + " is repeated");
        }
    }

    @Override
    public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
        return tables.transact(() -> Tables.rows(tables.mappings, keys));
    }
}
