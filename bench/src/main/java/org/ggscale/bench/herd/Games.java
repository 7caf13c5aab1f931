package org.ggscale.bench.herd;

import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The games of a benchmark, as many of each part, since each part moves them on its own.
 *
 * @param full played in full
 * @param calls played by calls alone; the database does not know them
 * @param rows played by statements alone; the engine does not know them
 */
record Games(List<UUID> full, List<UUID> calls, List<UUID> rows) {
    static Games draw(int size, RandomGenerator random) {
        return new Games(some(size, random), some(size, random), some(size, random));
    }

    private static List<UUID> some(int size, RandomGenerator random) {
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(size)
                .toList();
    }

    int size() {
        return full.size();
    }
}
