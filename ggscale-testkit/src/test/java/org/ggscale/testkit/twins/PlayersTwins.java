package org.ggscale.testkit.twins;

import static java.util.Comparator.comparing;
import static org.ggscale.testkit.twins.Breaking.each;
import static org.ggscale.testkit.twins.Breaking.loading;
import static org.ggscale.testkit.twins.Breaking.loadingAll;
import static org.ggscale.testkit.twins.Breaking.mappings;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;

/** Stores of mappings, and of memberships, with one fault each. */
final class PlayersTwins {
    static final List<Twin<Storage>> MAPPINGS = List.of(
            finding(
                    "sorts by user",
                    all -> all.stream()
                            .sorted(comparing(
                                    mapping -> mapping.member().userId().value()))
                            .toList()),
            finding("finds five hundred", all -> all.stream().limit(500).toList()),
            finding(
                    "finds somebody in every game",
                    all -> all.isEmpty() ? List.of(Fixtures.mapping("nobody", "None")) : all),
            loadingAll("has no members", (real, keys) -> Map.of()),
            mappings("finds one game at a time", storage -> new Forwarding.ToMappings(storage) {
                @Override
                public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
                    return super.find(keys.stream().limit(1).toList());
                }
            }),
            mappings("swallows what is rejected", storage -> new Forwarding.ToMappings(storage) {
                @Override
                public void add(GameKey key, List<PlayerMapping> mappings) {
                    try {
                        super.add(key, mappings);
                    } catch (RejectedException e) {
                        // This is the fault.
                    }
                }
            }),
            mappings("adds one by one", storage -> new Forwarding.ToMappings(storage) {
                @Override
                public void add(GameKey key, List<PlayerMapping> mappings) {
                    mappings.forEach(mapping -> super.add(key, List.of(mapping)));
                }
            }),
            mappings("ignores case", storage -> new Forwarding.ToMappings(storage) {
                @Override
                public void add(GameKey key, List<PlayerMapping> mappings) {
                    Set<String> users = new HashSet<>();
                    if (!mappings.stream()
                            .allMatch(mapping ->
                                    users.add(mapping.member().userId().value().toLowerCase(Locale.ROOT)))) {
                        throw new RejectedException("repeated");
                    }
                    super.add(key, mappings);
                }
            }),
            mappings("lets a user play one game", storage -> new Forwarding.ToMappings(storage) {
                private final Set<String> users = new HashSet<>();

                @Override
                public void add(GameKey key, List<PlayerMapping> mappings) {
                    super.add(key, mappings);
                    mappings.forEach(mapping -> {
                        if (!users.add(mapping.member().userId().value())) {
                            throw new RejectedException("repeated");
                        }
                    });
                }
            }),
            mappings("knows one tenant", storage -> new Forwarding.ToMappings(storage) {
                @Override
                public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
                    return each(keys, key -> real.find(new GameKey(TenantId.DEFAULT, key.gameId())));
                }
            }));

    static final List<Twin<Storage>> MEMBERSHIPS = List.of(
            loading(
                    "sorts by user",
                    (real, key) -> real.load(key).stream()
                            .sorted(comparing(
                                    membership -> membership.member().userId().value()))
                            .toList()),
            loading(
                    "blocks everybody",
                    (real, key) -> real.load(key).stream()
                            .map(membership -> new Membership(membership.member(), Membership.Status.BLOCKED))
                            .toList()),
            loading("finds somebody in every game", (real, key) -> {
                List<Membership> members = real.load(key);
                PlayerMapping nobody = Fixtures.mapping("nobody", "None");
                return members.isEmpty() ? List.of(new Membership(nobody.member(), Membership.Status.ACTIVE)) : members;
            }),
            loading("knows one tenant", (real, key) -> real.load(new GameKey(TenantId.DEFAULT, key.gameId()))),
            loadingAll(
                    "loads one game at a time",
                    (real, keys) -> real.load(keys.stream().limit(1).toList())));

    private PlayersTwins() {}

    private static Twin<Storage> finding(String fault, UnaryOperator<List<PlayerMapping>> broken) {
        return mappings(fault, storage -> new Forwarding.ToMappings(storage) {
            @Override
            public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
                return each(keys, key -> broken.apply(real.find(key)));
            }
        });
    }
}
