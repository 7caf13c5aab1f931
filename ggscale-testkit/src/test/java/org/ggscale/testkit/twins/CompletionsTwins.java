package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.turns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.testkit.Fixtures;

/** Stores with one fault each in how they commit turns, and fence those that lost their game. */
final class CompletionsTwins {
    static final List<Twin<Storage>> ALL = List.of(
            changing("does not count missed ticks", (storage, turn) -> new Draft(turn).missed(0)),
            changing(
                    "sets a next time that nobody gave",
                    (storage, turn) -> turn.finished()
                            ? new Draft(turn)
                            : new Draft(turn).next(turn.nextGenerationAt().orElse(Fixtures.FUTURE))),
            changing(
                    "never clears the skip flag",
                    (storage, turn) -> new Draft(turn)
                            .skip(turn.skipNextTick()
                                    || storage.runtimeRecords()
                                            .find(turn.key())
                                            .map(RuntimeRecord::skipNextTick)
                                            .orElse(false))),
            changing("never ends a game", (storage, turn) -> new Draft(turn).finished(false)),
            changing(
                    "calls every turn committed",
                    (storage, turn) -> new Draft(turn)
                            .row(new TurnRow(
                                    turn.row().turn(),
                                    turn.row().scheduledFor(),
                                    turn.row().trigger(),
                                    turn.row().epoch(),
                                    turn.row().startedAt(),
                                    turn.row().startedAt(),
                                    TurnRow.Outcome.COMMITTED))),
            changing("turns the events round", (storage, turn) -> {
                List<RuntimeEvent> reversed = new ArrayList<>(turn.events());
                Collections.reverse(reversed);
                return new Draft(turn).events(reversed);
            }),
            changing(
                    "writes an operation of its own",
                    (storage, turn) -> new Draft(turn).operation(Fixtures.operation(turn.key()))),
            completing("makes the record anew, without its players", (turns, batch) -> {
                Set<GameKey> committed = turns.real.complete(batch);
                committed.forEach(key -> anew(turns.storage.runtimeRecords(), key));
                return committed;
            }),
            completing(
                    "gives all turns the first one's next time",
                    (turns, batch) -> turns.real.complete(batch.stream()
                            .map(turn -> new Draft(turn)
                                    .next(batch.get(0).nextGenerationAt().orElse(null))
                                    .build())
                            .toList())),
            completing("wants a turn to commit", (turns, batch) -> {
                if (batch.isEmpty()) {
                    throw new IllegalArgumentException("no turn");
                }
                return turns.real.complete(batch);
            }),
            completing("swallows what is rejected", (turns, batch) -> {
                try {
                    return turns.real.complete(batch);
                } catch (RejectedException e) {
                    return Set.of();
                }
            }),
            completing("commits row by row", (turns, batch) -> {
                Set<GameKey> committed = new HashSet<>();
                batch.forEach(turn -> committed.addAll(turns.real.complete(List.of(turn))));
                return committed;
            }),
            changing(
                    "ignores the epoch",
                    (storage, turn) -> storage.runtimeRecords()
                            .find(turn.key())
                            .map(record -> new Draft(turn).epoch(record.epoch()))
                            .orElse(new Draft(turn))),
            changing(
                    "takes a later epoch for its own",
                    (storage, turn) -> storage.runtimeRecords()
                            .find(turn.key())
                            .filter(record -> record.epoch() < turn.epoch())
                            .map(record -> new Draft(turn).epoch(record.epoch()))
                            .orElse(new Draft(turn))),
            changing(
                    "ignores the owner",
                    (storage, turn) -> storage.runtimeRecords()
                            .find(turn.key())
                            .flatMap(RuntimeRecord::owner)
                            .map(owner -> new Draft(turn).owner(owner))
                            .orElse(new Draft(turn))),
            completing("believes that everything was committed", (turns, batch) -> {
                Set<GameKey> unused = turns.real.complete(batch);
                return new HashSet<>(batch.stream().map(Completion::key).toList());
            }),
            changing(
                    "commits for another tenant",
                    (storage, turn) -> storage.runtimeRecords().find(turn.key()).isPresent()
                            ? new Draft(turn)
                            : new Draft(turn)
                                    .key(new GameKey(
                                            TenantId.DEFAULT, turn.key().gameId()))),
            completing(
                    "fences the whole batch for one of them",
                    (turns, batch) -> batch.stream()
                                    .allMatch(turn -> turns.storage
                                            .runtimeRecords()
                                            .find(turn.key())
                                            .filter(record -> record.epoch() == turn.epoch())
                                            .isPresent())
                            ? turns.real.complete(batch)
                            : Set.of()),
            turns("remembers turns that were fenced", storage -> new Forwarding.ToTurns(storage) {
                private final Map<GameKey, TurnRow> remembered = new HashMap<>();

                @Override
                public Set<GameKey> complete(List<Completion> completions) {
                    completions.forEach(turn -> remembered.put(turn.key(), turn.row()));
                    return super.complete(completions);
                }

                @Override
                public Optional<TurnRow> find(GameKey key, long turn) {
                    return super.find(key, turn).or(() -> Optional.ofNullable(remembered.get(key)));
                }
            }),
            completing("logs the operations of turns that were fenced", (turns, batch) -> {
                batch.forEach(turn -> turns.storage.operationLog().write(turn.operation()));
                return turns.real.complete(batch);
            }));

    private CompletionsTwins() {}

    private static void anew(RuntimeRecords records, GameKey key) {
        RuntimeRecord record = records.find(key).orElseThrow();
        records.remove(record);
        records.create(record);
    }

    private static Twin<Storage> completing(
            String fault, BiFunction<Forwarding.ToTurns, List<Completion>, Set<GameKey>> broken) {
        return turns(fault, storage -> new Forwarding.ToTurns(storage) {
            @Override
            public Set<GameKey> complete(List<Completion> completions) {
                return broken.apply(this, completions);
            }
        });
    }

    private static Twin<Storage> changing(String fault, BiFunction<Storage, Completion, Draft> broken) {
        return completing(
                fault,
                (turns, batch) -> turns.real.complete(batch.stream()
                        .map(turn -> broken.apply(turns.storage, turn).build())
                        .toList()));
    }

    /** A completion that is being changed. */
    private static final class Draft {
        private final Completion from;
        private GameKey key;
        private long epoch;
        private OwnerId owner;
        private TurnRow row;
        private boolean finished;
        private Optional<Instant> next;
        private boolean skip;
        private long missed;
        private List<RuntimeEvent> events;
        private OperationEntry operation;

        Draft(Completion from) {
            this.from = from;
            key = from.key();
            epoch = from.epoch();
            owner = from.owner();
            row = from.row();
            finished = from.finished();
            next = from.nextGenerationAt();
            skip = from.skipNextTick();
            missed = from.missed();
            events = from.events();
            operation = from.operation();
        }

        Draft key(GameKey value) {
            key = value;
            return this;
        }

        Draft epoch(long value) {
            epoch = value;
            return this;
        }

        Draft owner(OwnerId value) {
            owner = value;
            return this;
        }

        Draft row(TurnRow value) {
            row = value;
            return this;
        }

        Draft finished(boolean value) {
            finished = value;
            return this;
        }

        Draft next(Instant value) {
            next = Optional.ofNullable(value);
            return this;
        }

        Draft skip(boolean value) {
            skip = value;
            return this;
        }

        Draft missed(long value) {
            missed = value;
            return this;
        }

        Draft events(List<RuntimeEvent> value) {
            events = value;
            return this;
        }

        Draft operation(OperationEntry value) {
            operation = value;
            return this;
        }

        Completion build() {
            return new Completion(
                    key, epoch, owner, row, finished, next, skip, missed, from.capabilities(), events, operation);
        }
    }
}
