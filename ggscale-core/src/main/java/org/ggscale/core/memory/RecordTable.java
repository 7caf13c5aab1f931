package org.ggscale.core.memory;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.jspecify.annotations.Nullable;

/** Records in the order of their games, with an index of what waits for its time and one of what may be abandoned. */
final class RecordTable {
    static final Comparator<GameKey> BY_GAME =
            comparing(GameKey::gameId).thenComparingLong(key -> key.tenant().value());
    private static final Comparator<RuntimeRecord> BY_DUE =
            comparing(RecordTable::dueAt).thenComparing(RuntimeRecord::key, BY_GAME);

    private final NavigableMap<GameKey, RuntimeRecord> all = new TreeMap<>(BY_GAME);
    private final Map<Optional<NodeId>, NavigableSet<RuntimeRecord>> scheduled = new HashMap<>();
    private final Map<GameKey, RuntimeRecord> unsettled = new HashMap<>();

    Optional<RuntimeRecord> find(GameKey key) {
        return Optional.ofNullable(all.get(key));
    }

    /** Returns the records of games after a position, all of them without one. */
    Stream<RuntimeRecord> after(Optional<GameKey> position) {
        return position.map(key -> all.tailMap(key, false)).orElse(all).values().stream();
    }

    /** Returns what is due on a node or anywhere, longest due first. */
    List<RuntimeRecord> due(NodeId node, Instant now, int limit) {
        return scheduled(node)
                .flatMap(place -> place.stream()
                        .takeWhile(record -> !dueAt(record).isAfter(now))
                        .limit(limit))
                .sorted(BY_DUE)
                .limit(limit)
                .toList();
    }

    /** Returns when the next of them is due, some games aside. */
    Optional<Instant> nextDue(NodeId node, Set<GameKey> aside) {
        return scheduled(node)
                .flatMap(place -> place.stream()
                        .filter(record -> !aside.contains(record.key()))
                        .limit(1))
                .map(RecordTable::dueAt)
                .min(Comparator.naturalOrder());
    }

    private Stream<NavigableSet<RuntimeRecord>> scheduled(NodeId node) {
        return Stream.of(Optional.of(node), Optional.<NodeId>empty())
                .flatMap(place -> Stream.ofNullable(scheduled.get(place)));
    }

    private static Instant dueAt(RuntimeRecord record) {
        return record.nextGenerationAt().orElseThrow();
    }

    /** Returns the records that somebody should be working on. */
    Collection<RuntimeRecord> unsettled() {
        return unsettled.values();
    }

    void put(RuntimeRecord record) {
        unindex(all.put(record.key(), record));
        if (isScheduled(record)) {
            scheduled
                    .computeIfAbsent(record.engine().node(), node -> new TreeSet<>(BY_DUE))
                    .add(record);
        }
        if (isUnsettled(record)) {
            unsettled.put(record.key(), record);
        }
    }

    void remove(GameKey key) {
        unindex(all.remove(key));
    }

    private void unindex(@Nullable RuntimeRecord old) {
        if (old == null) {
            return;
        }
        unsettled.remove(old.key());
        if (isScheduled(old)) {
            unschedule(old);
        }
    }

    private void unschedule(RuntimeRecord old) {
        NavigableSet<RuntimeRecord> neighbours = scheduled.get(old.engine().node());
        if (neighbours != null && neighbours.remove(old) && neighbours.isEmpty()) {
            scheduled.remove(old.engine().node());
        }
    }

    private static boolean isScheduled(RuntimeRecord record) {
        return record.status() == RuntimeStatus.RUNNING
                && !record.paused()
                && record.nextGenerationAt().isPresent();
    }

    /** Returns whether somebody should be working on a game. */
    static boolean isUnsettled(RuntimeRecord record) {
        return switch (record.status()) {
            case STARTING, GENERATION_IN_PROGRESS, ENGINE_UNREACHABLE -> true;
            case RUNNING, GENERATION_FAILED, STOPPED, FINISHED -> false;
        };
    }
}
