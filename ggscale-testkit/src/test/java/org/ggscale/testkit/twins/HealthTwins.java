package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.health;
import static org.ggscale.testkit.twins.Breaking.records;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;

/** Stores that remember changes of health with one fault each. */
final class HealthTwins {
    static final List<Twin<Storage>> ALL = List.of(
            replacing(
                    "forgets what was seen",
                    (records, change) -> records.replace(
                            new Change(change.expected(), change.next(), change.events(), change.operation(), ""))),
            replacing("remembers every transition", (records, change) -> {
                RuntimeRecord next = change.next();
                if (change.healthSnapshot().isPresent()) {
                    return records.replace(change);
                }
                EngineHealth other =
                        next.engine().health() == EngineHealth.OOM ? EngineHealth.EXITED : EngineHealth.OOM;
                RuntimeRecord detour =
                        next.copy().engine(next.engine().with(other)).build();
                records.replace(Change.of(change.expected(), detour));
                return new Replacement.Replaced(next);
            }),
            replacing("remembers what it did not store", (records, change) -> {
                records.find(change.next().key())
                        .filter(current -> current.epoch() < change.expected().epoch())
                        .ifPresent(current -> records.replace(Change.of(
                                current,
                                change.next().copy().epoch(current.epoch() + 1).build())));
                return new Replacement.Lost(Optional.of(change.expected()
                        .copy()
                        .epoch(change.expected().epoch() - 1)
                        .build()));
            }),
            reading(
                    "knows one status",
                    one -> new HealthSnapshot(
                            one.key(),
                            one.observedAt(),
                            one.health(),
                            one.previous(),
                            one.detail(),
                            RuntimeStatus.GENERATION_IN_PROGRESS,
                            one.currentTurn())),
            listing(
                    "sorts by the time of observation",
                    all -> all.stream()
                            .sorted(Comparator.comparing(HealthSnapshot::observedAt)
                                    .reversed())
                            .toList()),
            health("loses items between pages", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
                    return Breaking.losing(super.list(key, page));
                }
            }),
            health("takes any text for a cursor", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
                    return Breaking.credulous(request -> super.list(key, request), page);
                }
            }),
            health("knows one tenant", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
                    return super.list(new GameKey(TenantId.DEFAULT, key.gameId()), page);
                }
            }),
            health("counts items", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
                    return Breaking.counting(request -> super.list(key, request), page);
                }
            }),
            health("never forgets", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    return 0;
                }
            }),
            health("forgets everything", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    return super.forgetBefore(Instant.MAX, atMost);
                }
            }),
            health("forgets without a bound", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    return super.forgetBefore(instant, Integer.MAX_VALUE);
                }
            }),
            health("counts what it may forget instead of what it forgot", storage -> new Forwarding.ToHealth(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    super.forgetBefore(instant, atMost);
                    return atMost;
                }
            }));

    private HealthTwins() {}

    private static Twin<Storage> reading(String fault, UnaryOperator<HealthSnapshot> broken) {
        return listing(fault, all -> all.stream().map(broken).toList());
    }

    private static Twin<Storage> listing(String fault, UnaryOperator<List<HealthSnapshot>> broken) {
        return health(fault, storage -> new Forwarding.ToHealth(storage) {
            @Override
            public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
                return Breaking.items(super.list(key, page), broken);
            }
        });
    }

    private static Twin<Storage> replacing(String fault, BiFunction<RuntimeRecords, Change, Replacement> broken) {
        return records(fault, storage -> new Forwarding.ToRecords(storage) {
            @Override
            public Replacement replace(Change change) {
                return broken.apply(real, change);
            }
        });
    }
}
