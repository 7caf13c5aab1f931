package org.ggscale.testkit.twins;

import static java.util.Comparator.comparingLong;
import static org.ggscale.testkit.twins.Breaking.turns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.core.turn.Turns;
import org.ggscale.core.turn.Turns.Scan;
import org.ggscale.testkit.Fixtures;

/** Stores with one fault each in what they find abandoned, and in how they remember turns. */
final class RecoveryTwins {
    static final List<Twin<Storage>> ALL = List.of(
            leaving("forgets registrations", record -> record.status() == RuntimeStatus.STARTING),
            new Twin<>("believes that unknown owners live", storage -> {
                Set<OwnerId> known = new HashSet<>();
                return new Forwarding.ToStorage(storage) {
                    @Override
                    public Hosts hosts() {
                        return new Forwarding.ToHosts(real) {
                            @Override
                            public Instant enlist(OwnerId owner, NodeId node, Duration life) {
                                known.add(owner);
                                return super.enlist(owner, node, life);
                            }
                        };
                    }

                    @Override
                    public Turns turns() {
                        return new Forwarding.ToTurns(real) {
                            @Override
                            public List<RuntimeRecord> recoverable(Scan scan) {
                                return super.recoverable(scan).stream()
                                        .filter(record -> record.owner()
                                                .filter(known::contains)
                                                .isPresent())
                                        .toList();
                            }
                        };
                    }
                };
            }),
            Breaking.hosts("lets the retired live on", storage -> new Forwarding.ToHosts(storage) {
                @Override
                public void retire(OwnerId owner) {}
            }),
            findingToo("finds every turn", record -> record.status() == RuntimeStatus.GENERATION_IN_PROGRESS),
            findingToo("finds every registration", record -> record.status() == RuntimeStatus.STARTING),
            findingToo("finds stopped games", record -> record.status() == RuntimeStatus.STOPPED),
            scanning("waits for ever for a living owner", scan -> scan(scan, scan.node(), Duration.ofDays(36_500))),
            scanning(
                    "knows no grace",
                    scan -> new Scan(
                            scan.self(),
                            scan.node(),
                            scan.held(),
                            scan.turnTimeout(),
                            Duration.ZERO,
                            scan.nodeGrace(),
                            scan.limit())),
            Breaking.versions("forgets turn timeouts", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Creation create(TenantId tenant, EngineVersion version) {
                    return super.create(
                            tenant,
                            new EngineVersion(
                                    version.version(),
                                    version.imageRef(),
                                    EngineOptions.NONE,
                                    version.status(),
                                    version.createdAt(),
                                    version.updatedAt()));
                }
            }),
            Breaking.versions("gives versions to all tenants", storage -> new Forwarding.ToVersions(storage) {
                @Override
                public Creation create(TenantId tenant, EngineVersion version) {
                    Creation unused = super.create(TenantId.DEFAULT, version);
                    return super.create(tenant, version);
                }
            }),
            leaving("leaves unreachable engines alone", record -> record.status() == RuntimeStatus.ENGINE_UNREACHABLE),
            scanning(
                    "does not know its own work",
                    scan -> new Scan(
                            Fixtures.newOwner(),
                            scan.node(),
                            scan.held(),
                            scan.turnTimeout(),
                            scan.grace(),
                            scan.nodeGrace(),
                            scan.limit())),
            scanning(
                    "finds what is held",
                    scan -> new Scan(
                            scan.self(),
                            scan.node(),
                            Set.of(),
                            scan.turnTimeout(),
                            scan.grace(),
                            scan.nodeGrace(),
                            scan.limit())),
            scanning(
                    "never gives a node up",
                    scan -> new Scan(
                            scan.self(),
                            scan.node(),
                            scan.held(),
                            scan.turnTimeout(),
                            scan.grace(),
                            Duration.ofDays(36_500),
                            scan.limit())),
            scanning(
                    "gives a node up at once",
                    scan -> new Scan(
                            scan.self(),
                            scan.node(),
                            scan.held(),
                            scan.turnTimeout(),
                            scan.grace(),
                            Duration.ZERO,
                            scan.limit())),
            Breaking.hosts("knows the first owner of a node alone", storage -> new Forwarding.ToHosts(storage) {
                private final Set<NodeId> known = new HashSet<>();

                @Override
                public Instant enlist(OwnerId owner, NodeId node, Duration life) {
                    return known.add(node) || !node.equals(Fixtures.OTHER_NODE)
                            ? super.enlist(owner, node, life)
                            : Instant.EPOCH;
                }
            }),
            findingToo(
                    "takes every other node for lost",
                    record -> record.status() == RuntimeStatus.RUNNING
                            && record.engine()
                                    .node()
                                    .filter(Fixtures.OTHER_NODE::equals)
                                    .isPresent()),
            findingToo("finds stopped games of lost nodes", record -> record.status() == RuntimeStatus.STOPPED),
            scanning("looks at another node", scan -> scan(scan, Fixtures.OTHER_NODE, scan.turnTimeout())),
            leaving("leaves external games alone", record -> record.engine().external()),
            leaving("serves one tenant", record -> record.key().tenant().equals(Fixtures.OTHER_TENANT)),
            scanning(
                    "finds one more than the limit",
                    scan -> new Scan(
                            scan.self(),
                            scan.node(),
                            scan.held(),
                            scan.turnTimeout(),
                            scan.grace(),
                            scan.nodeGrace(),
                            scan.limit() + 1)),
            recovering("turns the order round", (turns, scan) -> {
                List<RuntimeRecord> reversed = new ArrayList<>(turns.real.recoverable(scan));
                Collections.reverse(reversed);
                return reversed;
            }),
            turns("remembers every turn as committed", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Optional<TurnRow> find(GameKey key, long turn) {
                    return super.find(key, turn)
                            .map(row -> new TurnRow(
                                    row.turn(),
                                    row.scheduledFor(),
                                    row.trigger(),
                                    row.epoch(),
                                    row.startedAt(),
                                    row.finishedAt(),
                                    TurnRow.Outcome.COMMITTED));
                }
            }),
            turns("finds the turn before", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Optional<TurnRow> find(GameKey key, long turn) {
                    return super.find(key, turn).or(() -> super.find(key, turn - 1));
                }
            }),
            remembering(
                    "sorts turns as texts",
                    page -> Breaking.items(
                            page,
                            rows -> rows.stream()
                                    .sorted((one, two) ->
                                            Long.toString(two.turn()).compareTo(Long.toString(one.turn())))
                                    .toList())),
            remembering(
                    "begins with the oldest turn",
                    page -> Breaking.items(
                            page,
                            rows -> rows.stream()
                                    .sorted(comparingLong(TurnRow::turn))
                                    .toList())),
            remembering("loses turns between pages", Breaking::losing),
            turns("takes any text for a cursor", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Page<TurnRow> history(GameKey key, Page.Request page) {
                    return Breaking.credulous(request -> super.history(key, request), page);
                }
            }),
            turns("counts turns", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Page<TurnRow> history(GameKey key, Page.Request page) {
                    return Breaking.counting(request -> super.history(key, request), page);
                }
            }),
            turns("remembers across tenants", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Page<TurnRow> history(GameKey key, Page.Request page) {
                    return super.history(new GameKey(TenantId.DEFAULT, key.gameId()), page);
                }
            }));

    private RecoveryTwins() {}

    private static Scan scan(Scan scan, NodeId node, Duration turnTimeout) {
        return new Scan(scan.self(), node, scan.held(), turnTimeout, scan.grace(), scan.nodeGrace(), scan.limit());
    }

    private static Twin<Storage> recovering(
            String fault, BiFunction<Forwarding.ToTurns, Scan, List<RuntimeRecord>> broken) {
        return turns(fault, storage -> new Forwarding.ToTurns(storage) {
            @Override
            public List<RuntimeRecord> recoverable(Scan scan) {
                return broken.apply(this, scan);
            }
        });
    }

    private static Twin<Storage> scanning(String fault, UnaryOperator<Scan> broken) {
        return recovering(fault, (turns, scan) -> turns.real.recoverable(broken.apply(scan)));
    }

    private static Twin<Storage> leaving(String fault, Predicate<RuntimeRecord> which) {
        return recovering(
                fault,
                (turns, scan) -> turns.real.recoverable(scan).stream()
                        .filter(which.negate())
                        .toList());
    }

    private static Twin<Storage> findingToo(String fault, Predicate<RuntimeRecord> which) {
        return recovering(fault, (turns, scan) -> {
            Set<RuntimeRecord> found = new HashSet<>(turns.real.recoverable(scan));
            turns
                    .storage
                    .runtimeRecords()
                    .list(Fixtures.TENANT, Optional.empty(), Page.Request.first(200))
                    .items()
                    .stream()
                    .filter(which)
                    .forEach(found::add);
            return List.copyOf(found);
        });
    }

    private static Twin<Storage> remembering(String fault, UnaryOperator<Page<TurnRow>> broken) {
        return turns(fault, storage -> new Forwarding.ToTurns(storage) {
            @Override
            public Page<TurnRow> history(GameKey key, Page.Request page) {
                return broken.apply(super.history(key, page));
            }
        });
    }
}
