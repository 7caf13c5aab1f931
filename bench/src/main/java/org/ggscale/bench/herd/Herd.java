package org.ggscale.bench.herd;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ggscale.bench.Figure;
import org.ggscale.bench.engine.Ledger;
import org.ggscale.bench.engine.LedgerLine;

/** Many games due in the same second, on one host, against the bound of its two halves. */
public final class Herd {
    /** Its name on the command line. */
    public static final String NAME = "herd";

    private static final double GATE = 0.75;
    private static final double GOAL = 0.95;

    private final Ground ground;
    private final Games games;
    private final Consumer<String> log;
    private long turn;

    private Herd(Ground ground, Consumer<String> log) {
        this.ground = ground;
        this.games = ground.games();
        this.log = log;
    }

    /**
     * Measures, counts, and looks whether a turn was lost.
     *
     * @param directory of this run, which exists and is empty
     * @param due how many games are due at once
     * @param registered how many are registered at least
     */
    public static HerdReport run(Path directory, int due, int registered, int pairs, Consumer<String> log)
            throws IOException, SQLException, InterruptedException {
        try (Ground ground = Ground.prepare(directory, due, registered)) {
            log.accept("%d games due of %d registered, 2 players each".formatted(due, Math.max(registered, 2 * due)));
            return new Herd(ground, log).measure(pairs);
        }
    }

    private HerdReport measure(int pairs) throws IOException, SQLException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        try (FullTurns host = ground.host()) {
            host.start();
            pair(host, "warm-up");
            for (int i = 1; i <= pairs; i++) {
                ratios.add(pair(host, "pair " + i));
            }
        }
        Statements statements = new Statements();
        Batches batches = new Batches();
        try (FullTurns host = ground.counted(statements, batches)) {
            host.start();
            full(host);
        }
        Figure figure = new Figure(NAME, ratios, "turns/s", "bound 1/(1/calls alone + 1/statements alone)", GATE, GOAL);
        return new HerdReport(figure, statements.counts(), batches, lost());
    }

    private double pair(FullTurns host, String name) throws SQLException, InterruptedException {
        double calls = perSecond(() -> ground.calls().turn(games.calls(), turn));
        ground.books().makeDue(games.rows());
        double rows = perSecond(() -> {
            int played = ground.rows().play();
            if (played != games.size()) {
                throw new IllegalStateException("only " + played + " turns were committed");
            }
        });
        double full = full(host);
        double bound = 1 / (1 / calls + 1 / rows);
        log.accept(String.format(
                Locale.ROOT,
                "%-8s calls alone %,7.0f/s   statements alone %,7.0f/s   bound %,7.0f/s   full turns %,7.0f/s   %.3f",
                name,
                calls,
                rows,
                bound,
                full,
                full / bound));
        return full / bound;
    }

    private double full(FullTurns host) throws SQLException, InterruptedException {
        host.forget(games.full());
        ground.books().makeDue(games.full());
        turn++;
        return perSecond(() -> host.await(games.size()));
    }

    private double perSecond(Side side) throws InterruptedException {
        long begin = System.nanoTime();
        side.run();
        return games.size() * 1e9 / (System.nanoTime() - begin);
    }

    /** Counts the turns that the engine did not execute exactly once, and the games that the database has not in full. */
    private long lost() throws IOException, SQLException {
        Map<UUID, List<Long>> executed = new HashMap<>();
        for (LedgerLine line : Ledger.read(ground.ledger())) {
            if (line.kind() == LedgerLine.Kind.TURN) {
                executed.computeIfAbsent(line.game(), game -> new ArrayList<>()).add(line.turn());
            }
        }
        long wrong = games.full().stream()
                .filter(game -> !isWhole(executed.getOrDefault(game, List.of())))
                .count();
        return wrong + games.size() - ground.books().complete(games.full(), turn);
    }

    private boolean isWhole(List<Long> turns) {
        Set<Long> distinct = new HashSet<>(turns);
        return turns.size() == turn && distinct.size() == turn && distinct.contains(1L) && distinct.contains(turn);
    }

    private interface Side {
        void run() throws InterruptedException;
    }
}
