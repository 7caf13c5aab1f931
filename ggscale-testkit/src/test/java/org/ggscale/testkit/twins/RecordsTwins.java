package org.ggscale.testkit.twins;

import static java.util.Comparator.comparing;
import static org.ggscale.testkit.twins.Breaking.records;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;

/** Stores of records with one fault each in what they keep, list and remove. */
final class RecordsTwins {
    private static final Membership MEMBER =
            new Membership(Fixtures.mapping("nobody", "None").member(), Membership.Status.ACTIVE);

    static final List<Twin<Storage>> ALL = List.of(
            finding(
                    "keeps milliseconds",
                    record -> record.copy()
                            .updatedAt(record.updatedAt().truncatedTo(ChronoUnit.MILLIS))
                            .build()),
            finding(
                    "invents a next time",
                    record -> record.nextGenerationAt().isPresent()
                            ? record
                            : record.copy().nextGenerationAt(Fixtures.PAST).build()),
            finding(
                    "does not know what is finished",
                    record -> record.status() != RuntimeStatus.FINISHED
                            ? record
                            : record.copy().status(RuntimeStatus.STOPPED).build()),
            finding(
                    "believes every engine healthy",
                    record -> record.copy()
                            .engine(record.engine().with(EngineHealth.HEALTHY))
                            .build()),
            finding(
                    "knows only one image",
                    record -> record.copy().engine(withImage(record.engine())).build()),
            finding(
                    "shortens messages",
                    record -> record.copy()
                            .lastFailure(record.lastFailure()
                                    .map(f -> new Failure(
                                            f.code(),
                                            f.message()
                                                    .substring(
                                                            0,
                                                            Math.min(
                                                                    40,
                                                                    f.message().length())),
                                            f.at()))
                                    .orElse(null))
                            .build()),
            records("counts every status alike", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Map<RuntimeStatus, Long> countByStatus() {
                    long all = super.countByStatus().values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
                    return all == 0 ? Map.of() : Map.of(RuntimeStatus.RUNNING, all);
                }
            }),
            records("finds any game", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Optional<RuntimeRecord> find(GameKey key) {
                    return super.find(key).or(() -> any(this, key.tenant()));
                }
            }),
            records("registers a finished game again", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Creation create(RuntimeRecord record) {
                    super.find(record.key())
                            .filter(current -> current.status() == RuntimeStatus.FINISHED)
                            .ifPresent(found -> super.remove(found, List.of()));
                    return super.create(record);
                }
            }),
            records("creates what it has", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Creation create(RuntimeRecord record) {
                    Creation unused = super.create(record);
                    return new Creation.Created();
                }
            }),
            records("knows one tenant", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Optional<RuntimeRecord> find(GameKey key) {
                    return super.find(new GameKey(TenantId.DEFAULT, key.gameId()));
                }

                @Override
                public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
                    return super.list(TenantId.DEFAULT, status, page);
                }
            }),
            listing(
                    "lists by signed numbers",
                    page -> Breaking.items(
                            page,
                            all -> all.stream()
                                    .sorted(comparing(
                                            record -> record.key().gameId().value()))
                                    .toList())),
            records("lists every status", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
                    return super.list(tenant, Optional.empty(), page);
                }
            }),
            listing("loses items between pages", Breaking::losing),
            records("forgets between pages what was asked for", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
                    return super.list(tenant, page.cursor().isPresent() ? Optional.empty() : status, page);
                }

                @Override
                public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
                    return super.managed(node, page.cursor().isPresent() ? Optional.empty() : gameId, page);
                }
            }),
            records("needs the record of its cursor", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
                    page.cursor()
                            .filter(cursor -> cursor.length() == 36)
                            .filter(cursor -> find(new GameKey(tenant, GameId.parse(cursor)))
                                    .isEmpty())
                            .ifPresent(cursor -> {
                                throw new InvalidCursorException(cursor);
                            });
                    return super.list(tenant, status, page);
                }
            }),
            records("takes any text for a cursor", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
                    return Breaking.credulous(request -> super.list(tenant, status, request), page);
                }

                @Override
                public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
                    return Breaking.credulous(request -> super.managed(node, gameId, request), page);
                }
            }),
            records("removes without a word", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
                    return super.remove(expected, List.of());
                }
            }),
            records("removes nothing and says it did", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
                    return true;
                }
            }),
            Breaking.loading("finds members of games without any", (real, key) -> {
                List<Membership> members = real.load(key);
                return members.isEmpty() ? List.of(MEMBER) : members;
            }),
            Breaking.log("forgets the operations of games that are gone", storage -> new Forwarding.ToLog(storage) {
                @Override
                public Page<OperationEntry> list(GameKey key, Page.Request page) {
                    return Breaking.items(
                            super.list(key, page),
                            all -> storage.runtimeRecords().find(key).isEmpty() ? List.of() : all);
                }
            }),
            records("removes whatever is there", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
                    return super.find(expected.key())
                            .map(found -> super.remove(found, events))
                            .orElse(false);
                }
            }),
            records("removes a game from all tenants", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
                    super.find(new GameKey(TenantId.DEFAULT, expected.key().gameId()))
                            .ifPresent(super::remove);
                    return super.remove(expected, events);
                }
            }));

    private RecordsTwins() {}

    private static Optional<RuntimeRecord> any(RuntimeRecords records, TenantId tenant) {
        return records.list(tenant, Optional.empty(), Page.Request.first(1)).items().stream()
                .findFirst();
    }

    private static EngineBinding withImage(EngineBinding engine) {
        return new EngineBinding(
                engine.version(),
                Fixtures.IMAGE,
                engine.instanceId(),
                engine.token(),
                engine.endpoint(),
                engine.external(),
                engine.node(),
                engine.capabilities(),
                engine.health());
    }

    private static Twin<Storage> finding(String fault, UnaryOperator<RuntimeRecord> change) {
        return records(fault, storage -> new Forwarding.ToRecords(storage) {
            @Override
            public Optional<RuntimeRecord> find(GameKey key) {
                return super.find(key).map(change);
            }
        });
    }

    private static Twin<Storage> listing(String fault, UnaryOperator<Page<RuntimeRecord>> change) {
        return records(fault, storage -> new Forwarding.ToRecords(storage) {
            @Override
            public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
                return change.apply(super.list(tenant, status, page));
            }

            @Override
            public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
                return change.apply(super.managed(node, gameId, page));
            }
        });
    }
}
