package org.ggscale.testkit.twins;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.HealthSnapshots;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OperationLog;
import org.ggscale.core.runtime.PlayerMappings;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.turn.Turns;

/** Makes twins of stores by exchanging one of them, and spoils pages. */
final class Breaking {
    private Breaking() {}

    static Twin<Storage> versions(String fault, Function<Storage, EngineVersions> broken) {
        return new Twin<>(fault, storage -> {
            EngineVersions twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public EngineVersions engineVersions() {
                    return twin;
                }
            };
        });
    }

    static Twin<Storage> records(String fault, Function<Storage, RuntimeRecords> broken) {
        return new Twin<>(fault, storage -> {
            RuntimeRecords twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public RuntimeRecords runtimeRecords() {
                    return twin;
                }
            };
        });
    }

    static Twin<Storage> turns(String fault, Function<Storage, Turns> broken) {
        return new Twin<>(fault, storage -> {
            Turns twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public Turns turns() {
                    return twin;
                }
            };
        });
    }

    static Twin<Storage> mappings(String fault, Function<Storage, PlayerMappings> broken) {
        return new Twin<>(fault, storage -> {
            PlayerMappings twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public PlayerMappings playerMappings() {
                    return twin;
                }
            };
        });
    }

    static Twin<Storage> memberships(String fault, Function<Storage, Memberships> broken) {
        return new Twin<>(fault, storage -> {
            Memberships twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public Memberships memberships() {
                    return twin;
                }
            };
        });
    }

    /** A fault in what many games' members are. */
    static Twin<Storage> loadingAll(
            String fault, BiFunction<Memberships, Collection<GameKey>, Map<GameKey, List<Membership>>> broken) {
        return memberships(fault, storage -> new Forwarding.ToMemberships(storage) {
            @Override
            public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
                return broken.apply(real, keys);
            }
        });
    }

    /** A fault in the members of each game. */
    static Twin<Storage> loading(String fault, BiFunction<Memberships, GameKey, List<Membership>> broken) {
        return loadingAll(fault, (real, keys) -> each(keys, key -> broken.apply(real, key)));
    }

    /** Answers for many games what is answered for one. */
    static <T> Map<GameKey, List<T>> each(Collection<GameKey> keys, Function<GameKey, List<T>> one) {
        return keys.stream().collect(Collectors.toMap(key -> key, one));
    }

    static Twin<Storage> log(String fault, Function<Storage, OperationLog> broken) {
        return new Twin<>(fault, storage -> {
            OperationLog twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public OperationLog operationLog() {
                    return twin;
                }
            };
        });
    }

    static Twin<Storage> events(String fault, Function<Storage, RuntimeEvents> broken) {
        return new Twin<>(fault, storage -> {
            RuntimeEvents twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public RuntimeEvents runtimeEvents() {
                    return twin;
                }
            };
        });
    }

    static Twin<Storage> health(String fault, Function<Storage, HealthSnapshots> broken) {
        return new Twin<>(fault, storage -> {
            HealthSnapshots twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public HealthSnapshots healthSnapshots() {
                    return twin;
                }
            };
        });
    }

    static Twin<Storage> hosts(String fault, Function<Storage, Hosts> broken) {
        return new Twin<>(fault, storage -> {
            Hosts twin = broken.apply(storage);
            return new Forwarding.ToStorage(storage) {
                @Override
                public Hosts hosts() {
                    return twin;
                }
            };
        });
    }

    static <T> Page<T> items(Page<T> page, UnaryOperator<List<T>> change) {
        return new Page<>(change.apply(page.items()), page.nextCursor());
    }

    /** Loses the last item of every page but the last. */
    static <T> Page<T> losing(Page<T> page) {
        return page.nextCursor().isEmpty() ? page : items(page, all -> all.subList(0, all.size() - 1));
    }

    /** Takes how many items were listed for a cursor. */
    static <T> Page<T> counting(Function<Page.Request, Page<T>> list, Page.Request page) {
        if (!page.cursor().orElse("0").matches("[0-9]+")) {
            return list.apply(page);
        }
        int from = Integer.parseInt(page.cursor().orElse("0"));
        List<T> rest =
                list.apply(Page.Request.first(200)).items().stream().skip(from).toList();
        return rest.size() <= page.limit()
                ? new Page<>(rest, Optional.empty())
                : new Page<>(rest.subList(0, page.limit()), Optional.of(Integer.toString(from + page.limit())));
    }

    /** Takes any text for a cursor. */
    static <T> Page<T> credulous(Function<Page.Request, Page<T>> list, Page.Request page) {
        try {
            return list.apply(page);
        } catch (InvalidCursorException e) {
            return list.apply(Page.Request.first(page.limit()));
        }
    }
}
