package org.ggscale.core.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;

/** Operations by id, and those of each game with the newest first. */
final class OperationTable {
    private static final Comparator<OperationEntry> NEWEST_FIRST = Comparator.comparing(OperationEntry::startedAt)
            .thenComparing(OperationEntry::operationId)
            .reversed();

    private final Map<UUID, OperationEntry> byId = new HashMap<>();
    private final Map<GameKey, NavigableSet<OperationEntry>> byGame = new HashMap<>();

    void put(OperationEntry entry) {
        OperationEntry old = byId.put(entry.operationId(), entry);
        if (old != null) {
            of(old.key()).remove(old);
        }
        of(entry.key()).add(entry);
    }

    /** Finds an operation on a game. */
    Optional<OperationEntry> find(GameKey key, UUID id) {
        return Optional.ofNullable(byId.get(id)).filter(entry -> entry.key().equals(key));
    }

    /** Returns the operations on a game that are older than one of them, all of them without one. */
    Stream<OperationEntry> after(GameKey key, Optional<OperationEntry> position) {
        NavigableSet<OperationEntry> all = byGame.getOrDefault(key, new TreeSet<>(NEWEST_FIRST));
        return position.map(entry -> all.tailSet(entry, false)).orElse(all).stream();
    }

    private NavigableSet<OperationEntry> of(GameKey key) {
        return byGame.computeIfAbsent(key, game -> new TreeSet<>(NEWEST_FIRST));
    }
}
