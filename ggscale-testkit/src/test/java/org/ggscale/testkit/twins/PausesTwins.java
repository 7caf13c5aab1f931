package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.records;
import static org.ggscale.testkit.twins.Breaking.turns;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Pausing;
import org.ggscale.core.runtime.RuntimeRecords.Pausing.Changed;
import org.ggscale.core.runtime.RuntimeRecords.Pausing.Unchanged;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.Completion;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.Records;

/** Stores of records with one fault each in how games are paused. */
final class PausesTwins {
    static final List<Twin<Storage>> ALL = List.of(
            pausing(
                    "never resumes",
                    (records, key, paused, operation) ->
                            paused ? records.real.pause(key, true, operation) : new Unchanged(records.real.find(key))),
            pausing(
                    "loses the operation of a pause",
                    (records, key, paused, operation) ->
                            records.real.pause(key, paused, Fixtures.operation(Fixtures.newKey()))),
            pausing("always raises the epoch", (records, key, paused, operation) -> {
                Pausing pausing = records.real.pause(key, paused, operation);
                if (pausing instanceof Changed(RuntimeRecord current)
                        && current.status() == RuntimeStatus.GENERATION_IN_PROGRESS) {
                    records.real.replace(Change.of(
                            current,
                            current.next(current.status(), Fixtures.PAST).build()));
                }
                return pausing;
            }),
            pausing("never raises the epoch", (records, key, paused, operation) -> {
                Optional<RuntimeRecord> before = records.real.find(key);
                Pausing pausing = records.real.pause(key, paused, operation);
                if (pausing instanceof Changed(RuntimeRecord current)) {
                    return store(
                            records,
                            current,
                            current.copy().epoch(before.orElseThrow().epoch()).build());
                }
                return pausing;
            }),
            pausing("raises the epoch of a pause alone", (records, key, paused, operation) -> {
                Pausing pausing = records.real.pause(key, paused, operation);
                return pausing instanceof Changed(RuntimeRecord current)
                                && !paused
                                && current.status() == RuntimeStatus.RUNNING
                        ? store(
                                records,
                                current,
                                current.copy().epoch(current.epoch() - 1).build())
                        : pausing;
            }),
            pausing("resumes a finished game", (records, key, paused, operation) -> {
                Optional<RuntimeRecord> finished =
                        records.real.find(key).filter(record -> record.status() == RuntimeStatus.FINISHED);
                return paused || finished.isEmpty()
                        ? records.real.pause(key, paused, operation)
                        : store(
                                records,
                                finished.get(),
                                finished.get().copy().paused(false).build());
            }),
            pausing("looks at the flag first and writes later", (records, key, paused, operation) -> {
                Optional<RuntimeRecord> before = records.real.find(key);
                if (before.filter(record -> record.paused() != paused && record.status() != RuntimeStatus.FINISHED)
                        .isEmpty()) {
                    return new Unchanged(before);
                }
                Bite.linger();
                Pausing pausing = records.real.pause(key, paused, operation);
                return pausing instanceof Changed
                        ? pausing
                        : new Changed(records.real.find(key).orElseThrow());
            }),
            pausing("logs what changes nothing", (records, key, paused, operation) -> {
                records.storage.operationLog().write(operation);
                return records.real.pause(key, paused, operation);
            }),
            pausing("does not say what is stored", (records, key, paused, operation) -> {
                Pausing pausing = records.real.pause(key, paused, operation);
                return pausing instanceof Changed ? pausing : new Unchanged(Optional.empty());
            }),
            pausing("lets everybody change it", (records, key, paused, operation) -> {
                Pausing pausing = records.real.pause(key, paused, operation);
                return pausing instanceof Unchanged(Optional<RuntimeRecord> current) && current.isPresent()
                        ? new Changed(current.get())
                        : pausing;
            }),
            pausing("finds somebody in an unknown game", (records, key, paused, operation) -> {
                records.real.create(Records.due(key));
                return records.real.pause(key, paused, operation);
            }),
            pausing(
                    "pauses games of one tenant",
                    (records, key, paused, operation) ->
                            records.real.pause(new GameKey(TenantId.DEFAULT, key.gameId()), paused, operation)),
            records("stores the flag with every transition", storage -> new Forwarding.ToRecords(storage) {
                @Override
                public Replacement replace(Change change) {
                    Replacement replacement = real.replace(change);
                    if (replacement instanceof Replacement.Replaced(RuntimeRecord current)) {
                        RuntimeRecord flagged =
                                current.copy().paused(change.next().paused()).build();
                        store(this, current, flagged);
                        return new Replacement.Replaced(flagged);
                    }
                    return replacement;
                }
            }),
            turns("resumes with every turn", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Set<GameKey> complete(List<Completion> completions) {
                    Set<GameKey> completed = real.complete(completions);
                    completed.forEach(key -> storage.runtimeRecords().pause(key, false, Fixtures.operation(key)));
                    return completed;
                }
            }),
            turns("never claims again", storage -> new Forwarding.ToTurns(storage) {
                @Override
                public Claims claimDue(OwnerId owner, NodeId node, int limit) {
                    Claims claims = real.claimDue(owner, node, limit);
                    return new Claims(claims.now(), List.of(), claims.skipping(), claims.nextDue());
                }
            }));

    private PausesTwins() {}

    private static Pausing store(Forwarding.ToRecords records, RuntimeRecord current, RuntimeRecord instead) {
        records.real.remove(current);
        records.real.create(instead);
        return new Changed(instead);
    }

    private static Twin<Storage> pausing(String fault, Broken broken) {
        return records(fault, storage -> new Forwarding.ToRecords(storage) {
            @Override
            public Pausing pause(GameKey key, boolean paused, OperationEntry operation) {
                return broken.pause(this, key, paused, operation);
            }
        });
    }

    private interface Broken {
        Pausing pause(Forwarding.ToRecords records, GameKey key, boolean paused, OperationEntry operation);
    }
}
