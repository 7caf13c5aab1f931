package org.ggscale.core.memory;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ggscale.core.Page;
import org.ggscale.core.RejectedException;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecordBuilder;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.core.turn.Turns;

/** Claims and commits; what is abandoned is judged by {@link Abandonment}. */
final class InMemoryTurns implements Turns {
    private final Tables tables;

    InMemoryTurns(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Claims claimDue(OwnerId owner, NodeId node, int limit) {
        return tables.transact(() -> {
            Instant now = tables.now();
            Map<Boolean, List<RuntimeRecord>> due =
                    tables.records.due(node, now, limit).stream().collect(partitioningBy(RuntimeRecord::skipNextTick));
            List<RuntimeRecord> skipping = due.getOrDefault(true, List.of());
            List<RuntimeRecord> claimed = due.getOrDefault(false, List.of()).stream()
                    .map(record -> claim(record, owner, now))
                    .toList();
            claimed.forEach(tables.records::put);
            Set<GameKey> aside = skipping.stream().map(RuntimeRecord::key).collect(toSet());
            return new Claims(now, claimed, skipping, tables.records.nextDue(node, aside));
        });
    }

    private static RuntimeRecord claim(RuntimeRecord record, OwnerId owner, Instant now) {
        Generation generation = new Generation(
                record.currentTurn() + 1,
                1,
                Trigger.SCHEDULE,
                record.nextGenerationAt().orElseThrow(),
                now);
        return record.next(RuntimeStatus.GENERATION_IN_PROGRESS, now)
                .owner(owner)
                .generation(generation)
                .build();
    }

    @Override
    public void skip(List<Skip> skips) {
        tables.run(() -> {
            Instant now = tables.now();
            skips.forEach(skip -> tables.records
                    .find(skip.key())
                    .filter(record -> record.epoch() == skip.epoch())
                    .map(record -> skipped(record, skip, now))
                    .ifPresent(tables.records::put));
        });
    }

    private static RuntimeRecord skipped(RuntimeRecord record, Skip skip, Instant now) {
        return record.next(record.status(), now)
                .skipNextTick(false)
                .nextGenerationAt(skip.nextGenerationAt().orElse(null))
                .missedTicks(record.missedTicks() + skip.missed())
                .build();
    }

    @Override
    public Set<GameKey> complete(List<Completion> completions) {
        return tables.transact(() -> {
            Map<GameKey, Completion> accepted = new LinkedHashMap<>();
            completions.stream().filter(this::holds).forEach(turn -> accepted.putIfAbsent(turn.key(), turn));
            accepted.values().forEach(this::refuseRepeated);
            accepted.values().forEach(this::commit);
            return Set.copyOf(accepted.keySet());
        });
    }

    private boolean holds(Completion completion) {
        return tables.records
                .find(completion.key())
                .filter(record ->
                        record.epoch() == completion.epoch() && record.owner().equals(Optional.of(completion.owner())))
                .isPresent();
    }

    private void refuseRepeated(Completion completion) {
        if (history(completion.key()).containsKey(completion.row().turn())) {
            throw new RejectedException(
                    "turn " + completion.row().turn() + " of " + completion.key() + " is in the history already");
        }
    }

    private void commit(Completion completion) {
        Instant now = tables.now();
        GameKey key = completion.key();
        tables.records
                .find(key)
                .map(record -> committed(record, completion, now))
                .ifPresent(tables.records::put);
        tables.turns
                .computeIfAbsent(key, game -> new TreeMap<>())
                .put(completion.row().turn(), completion.row());
        tables.events.append(key.tenant(), completion.events(), now);
        tables.operations.put(completion.operation());
    }

    private static RuntimeRecord committed(RuntimeRecord record, Completion completion, Instant now) {
        Instant playedAt = completion.row().finishedAt();
        RuntimeRecordBuilder next = record.copy()
                .currentTurn(completion.row().turn())
                .skipNextTick(completion.skipNextTick())
                .missedTicks(record.missedTicks() + completion.missed())
                .engine(record.engine().with(completion.capabilities()))
                .owner(null)
                .generation(null)
                .lastFailure(null)
                .lastObservedAt(playedAt)
                .updatedAt(now);
        completion.nextGenerationAt().ifPresent(next::nextGenerationAt);
        return completion.finished()
                ? next.status(RuntimeStatus.FINISHED)
                        .finishedAt(playedAt)
                        .nextGenerationAt(null)
                        .build()
                : next.status(RuntimeStatus.RUNNING).build();
    }

    @Override
    public List<RuntimeRecord> recoverable(Scan scan) {
        return tables.transact(() -> new Abandonment(tables, scan).find());
    }

    @Override
    public Page<TurnRow> history(GameKey key, Page.Request page) {
        Optional<Long> position = Pages.position(page, Long::valueOf);
        return tables.transact(() -> {
            NavigableMap<Long, TurnRow> all = history(key).descendingMap();
            var rest = position.map(last -> all.tailMap(last, false)).orElse(all);
            return Pages.cut(rest.values().stream(), page.limit(), row -> Long.toString(row.turn()));
        });
    }

    @Override
    public Optional<TurnRow> find(GameKey key, long turn) {
        return tables.transact(() -> Optional.ofNullable(history(key).get(turn)));
    }

    private NavigableMap<Long, TurnRow> history(GameKey key) {
        return tables.turns.getOrDefault(key, new TreeMap<>());
    }
}
