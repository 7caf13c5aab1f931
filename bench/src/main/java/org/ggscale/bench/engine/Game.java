package org.ggscale.bench.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One game: its races, and a turn number that goes up. The ledger has a turn before memory has it. */
final class Game {
    private final UUID id;
    private final List<String> races;
    private final Promises promises;
    private final Ledger ledger;
    private final Latency latency;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong called;
    private volatile long turn;

    /**
     * @param races as JSON texts, quotes included
     * @param past the turn it is at, and the last one it was called for
     */
    Game(UUID id, List<String> races, Past past, Promises promises, Ledger ledger, Latency latency) {
        this.id = id;
        this.races = List.copyOf(races);
        this.turn = past.turn();
        this.called = new AtomicLong(past.called());
        this.promises = promises;
        this.ledger = ledger;
        this.latency = latency;
    }

    List<String> races() {
        return races;
    }

    Answer state() {
        return new Answer(200, json());
    }

    /** Executes a turn, as a conditional engine only when the call's game and turn are this game's. */
    Answer play(TurnCall call) throws IOException, InterruptedException {
        write(LedgerLine.Kind.CALL, call.expectedTurn() + 1, "");
        if (!call.game().equals(id)) {
            write(LedgerLine.Kind.FOREIGN, call.expectedTurn() + 1, call.game().toString());
        }
        boolean again = called.getAndAccumulate(turn + 1, Math::max) > turn;
        Latency.Work work = latency.draw(RandomGenerator.getDefault(), again);
        lock.lockInterruptibly();
        try {
            pause(work.before());
            if (promises.conditional()
                    && (call.expectedTurn() != turn || !call.game().equals(id))) {
                return new Answer(409, json());
            }
            long next = turn + 1;
            write(LedgerLine.Kind.TURN, next, "");
            turn = next;
            pause(work.after());
            return state();
        } finally {
            lock.unlock();
            write(LedgerLine.Kind.DONE, call.expectedTurn() + 1, "");
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            Thread.sleep(time);
        }
    }

    private void write(LedgerLine.Kind kind, long number, String rest) throws IOException {
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        ledger.append(new LedgerLine(kind, id, number, nanos, rest));
    }

    void begin() throws IOException {
        write(LedgerLine.Kind.INIT, 0, "[" + String.join(",", races) + "]");
    }

    private String json() {
        String players = IntStream.range(0, races.size()).mapToObj(this::player).collect(Collectors.joining(","));
        return "{\"id\":\"%s\",\"turn\":%d,\"stage\":\"running\",\"player\":[%s],\"finished\":false,\"capabilities\":%s}"
                .formatted(id, turn, players, promises.json());
    }

    private String player(int index) {
        UUID player = new UUID(0, index + 1L);
        return "{\"id\":\"%s\",\"raceName\":%s,\"planets\":1,\"population\":%d,\"extinct\":false}"
                .formatted(player, races.get(index), 100 + turn);
    }

    /** Where a game stands. */
    record Past(long turn, long called) {}

    /**
     * A turn call as it arrived.
     *
     * @param expectedTurn -1 when it named none
     */
    record TurnCall(UUID game, long expectedTurn) {}
}
