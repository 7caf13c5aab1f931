package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.core.runtime.RuntimeRecords.Replacement.Lost;
import org.ggscale.core.runtime.RuntimeRecords.Replacement.Replaced;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.Fixtures;

/** Stores of records with one fault each in how they change, and in what a node manages. */
final class TransitionsTwins {
    static final List<Twin<Storage>> ALL = List.of(
            replacing("does not store when the engine was observed", (records, change) -> {
                records.real.replace(
                        with(change, change.next().copy().lastObservedAt(null).build()));
                return new Replaced(change.next());
            }),
            replacing("keeps what the next record has no more", (records, change) -> {
                RuntimeRecord kept = change.next()
                        .copy()
                        .finishedAt(change.expected().finishedAt().orElse(null))
                        .build();
                records.real.replace(with(change, kept));
                return new Replaced(change.next());
            }),
            replacing("turns the events round", (records, change) -> {
                List<RuntimeEvent> reversed = new ArrayList<>(change.events());
                Collections.reverse(reversed);
                return records.real.replace(new Change(change.expected(), change.next(), reversed, change.operation()));
            }),
            replacing(
                    "loses the operation",
                    (records, change) -> records.real.replace(
                            new Change(change.expected(), change.next(), change.events(), Optional.empty()))),
            replacing("writes an operation only once", (records, change) -> {
                boolean known =
                        records
                                .storage
                                .operationLog()
                                .list(change.next().key(), Page.Request.first(200))
                                .items()
                                .stream()
                                .anyMatch(entry -> change.operation().isPresent()
                                        && entry.operationId()
                                                .equals(change.operation().get().operationId()));
                return records.real.replace(
                        known
                                ? new Change(change.expected(), change.next(), change.events(), Optional.empty())
                                : change);
            }),
            replacing("makes the record anew, without its players", (records, change) -> {
                Replacement replacement = records.real.replace(change);
                if (replacement instanceof Replaced(RuntimeRecord current)) {
                    records.real.remove(current);
                    records.real.create(current);
                }
                return replacement;
            }),
            replacing(
                    "ignores the epoch",
                    (records, change) -> records.real.replace(records.real
                            .find(change.next().key())
                            .filter(current ->
                                    current.owner().equals(change.expected().owner()))
                            .map(current -> onto(current, change))
                            .orElse(change))),
            replacing(
                    "takes a later epoch for its own",
                    (records, change) -> records.real.replace(records.real
                            .find(change.next().key())
                            .filter(current ->
                                    current.epoch() < change.expected().epoch())
                            .map(current -> onto(current, change))
                            .orElse(change))),
            replacing(
                    "ignores the owner",
                    (records, change) -> records.real.replace(records.real
                            .find(change.next().key())
                            .filter(current ->
                                    current.epoch() == change.expected().epoch())
                            .map(current -> onto(current, change))
                            .orElse(change))),
            replacing("creates what it does not find", (records, change) -> {
                if (records.real.find(change.next().key()).isEmpty()) {
                    records.real.create(change.next());
                }
                return records.real.replace(change);
            }),
            replacing("changes the game in every tenant", (records, change) -> {
                GameKey first =
                        new GameKey(TenantId.DEFAULT, change.next().key().gameId());
                if (!first.equals(change.next().key())) {
                    records.real
                            .find(first)
                            .ifPresent(record -> records.real.replace(Change.of(
                                    record,
                                    record.next(RuntimeStatus.STOPPED, Fixtures.PAST)
                                            .build())));
                }
                return records.real.replace(change);
            }),
            replacing("logs the operation of a lost transition", (records, change) -> {
                change.operation().ifPresent(records.storage.operationLog()::write);
                return records.real.replace(change);
            }),
            replacing("does not tell the losers what is stored", (records, change) -> switch (records.real.replace(
                    change)) {
                case Replaced replaced -> replaced;
                case Lost lost -> new Lost(Optional.empty());
            }),
            replacing("lets everybody win", (records, change) -> {
                records.real.replace(change);
                return new Replaced(change.next());
            }),
            replacing("compares first and writes later", (records, change) -> {
                Optional<RuntimeRecord> before = records.real.find(change.next().key());
                if (before.filter(current -> isAsExpected(current, change)).isEmpty()) {
                    return new Lost(before);
                }
                Bite.linger();
                return records.real
                        .find(change.next().key())
                        .map(current -> records.real.replace(onto(current, change)))
                        .orElseThrow();
            }),
            replacing("writes the operation in a transaction of its own", (records, change) -> {
                Replacement replacement = records.real.replace(
                        new Change(change.expected(), change.next(), change.events(), Optional.empty()));
                Bite.linger();
                if (replacement instanceof Replaced) {
                    change.operation().ifPresent(records.storage.operationLog()::write);
                }
                return replacement;
            }),
            records("compares first and removes later", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
                    boolean same = real.find(expected.key())
                            .filter(current -> current.epoch() == expected.epoch()
                                    && current.owner().equals(expected.owner()))
                            .isPresent();
                    Bite.linger();
                    real.find(expected.key())
                            .filter(current -> same)
                            .ifPresent(current -> real.remove(current, events));
                    return same;
                }
            }),
            managing(
                    "manages what is over, too",
                    (records, node) -> both(records, Optional.empty()).stream()
                            .filter(record -> record.engine().node().equals(Optional.of(node)))
                            .toList()),
            managing(
                    "manages external games, too",
                    (records, node) -> both(records, Optional.of(RuntimeStatus.RUNNING))),
            managing(
                    "manages one tenant",
                    (records, node) -> all(records, TenantId.DEFAULT, Optional.empty()).stream()
                            .filter(record -> record.engine().node().equals(Optional.of(node)))
                            .filter(record -> record.status() != RuntimeStatus.STOPPED
                                    && record.status() != RuntimeStatus.FINISHED)
                            .toList()));

    private TransitionsTwins() {}

    private static Change with(Change change, RuntimeRecord next) {
        return new Change(change.expected(), next, change.events(), change.operation());
    }

    private static boolean isAsExpected(RuntimeRecord current, Change change) {
        return current.epoch() == change.expected().epoch()
                && current.owner().equals(change.expected().owner());
    }

    /** Makes a change of what is stored, whatever was expected. */
    private static Change onto(RuntimeRecord current, Change change) {
        return new Change(
                current, change.next().copy().epoch(current.epoch() + 1).build(), change.events(), change.operation());
    }

    private static List<RuntimeRecord> both(RuntimeRecords records, Optional<RuntimeStatus> status) {
        List<RuntimeRecord> both = new ArrayList<>(all(records, Fixtures.TENANT, status));
        both.addAll(all(records, Fixtures.OTHER_TENANT, status));
        return both;
    }

    private static List<RuntimeRecord> all(RuntimeRecords records, TenantId tenant, Optional<RuntimeStatus> status) {
        return records.list(tenant, status, Page.Request.first(200)).items();
    }

    private static Twin<Storage> replacing(String fault, BiFunction<Forwarding.ToRecords, Change, Replacement> broken) {
        return records(fault, storage -> new Forwarding.ToRecords(storage) {
            @Override
            public Replacement replace(Change change) {
                return broken.apply(this, change);
            }
        });
    }

    private static Twin<Storage> managing(
            String fault, BiFunction<RuntimeRecords, NodeId, List<RuntimeRecord>> broken) {
        return records(fault, storage -> new Forwarding.ToRecords(storage) {
            @Override
            public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
                return new Page<>(broken.apply(real, node), Optional.empty());
            }
        });
    }
}
