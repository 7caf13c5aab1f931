package org.ggscale.core.memory;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.HealthSnapshot;

/** Changes of health, numbered from 1 as they are stored. */
final class HealthTable {
    private static final Comparator<Row> BY_TIME =
            comparing((Row row) -> row.snapshot().observedAt()).thenComparingLong(Row::number);

    private final NavigableMap<Long, HealthSnapshot> all = new TreeMap<>();
    private long last;

    void append(HealthSnapshot snapshot) {
        all.put(++last, snapshot);
    }

    /** Returns a game's rows with numbers below one, the last stored first. */
    Stream<Row> before(long number, GameKey key) {
        return all.headMap(number, false).descendingMap().entrySet().stream()
                .filter(row -> row.getValue().key().equals(key))
                .map(row -> new Row(row.getKey(), row.getValue()));
    }

    int forgetBefore(Instant instant, int atMost) {
        List<Row> old = all.entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .filter(row -> row.snapshot().observedAt().isBefore(instant))
                .sorted(BY_TIME)
                .limit(atMost)
                .toList();
        old.forEach(row -> all.remove(row.number()));
        return old.size();
    }

    record Row(long number, HealthSnapshot snapshot) {}
}
