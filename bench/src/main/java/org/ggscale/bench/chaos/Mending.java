package org.ggscale.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ggscale.bench.chaos.Finding.Invariant;

/**
 * How games in containers get going after a fault.
 *
 * <p>An engine with durable state is started again by itself, five times in ten minutes; after that its game waits for an
 * operator, and says so. Judged without I/O.
 */
final class Mending {
    /** So many deaths of its engine a game must survive without a hand. */
    static final int OWN_STARTS = 3;

    private static final int MOST_STARTS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Instant begin;
    private final Map<UUID, Integer> deaths;
    private final Map<UUID, Standing> first = new HashMap<>();
    private final Map<UUID, Standing> last = new HashMap<>();
    private final Map<UUID, Duration> moved = new HashMap<>();
    private final Map<UUID, Instant> helped = new HashMap<>();
    private final Set<UUID> waiting;

    /**
     * @param begin when the fault struck
     * @param games that have to play a turn
     * @param deaths of their engines since an operator or a new host last took them in hand
     */
    Mending(Instant begin, Set<UUID> games, Map<UUID, Integer> deaths) {
        this.begin = begin;
        this.waiting = new HashSet<>(games);
        this.deaths = Map.copyOf(deaths);
    }

    /**
     * Takes in where games stand; the first time, from where they have to move.
     *
     * @return games for which an operator does something now
     */
    List<Standing> see(Instant now, List<Standing> standings) {
        List<Standing> calls = new ArrayList<>();
        for (Standing standing : standings) {
            UUID game = standing.game();
            if (!waiting.contains(game)) {
                continue;
            }
            last.put(game, standing);
            Standing from = first.computeIfAbsent(game, unused -> standing);
            if (standing.currentTurn() > from.currentTurn()) {
                waiting.remove(game);
                moved.put(game, Duration.between(begin, now));
            } else if (visible(standing) && due(game, now)) {
                helped.put(game, now);
                calls.add(standing);
            }
        }
        return calls;
    }

    private boolean due(UUID game, Instant now) {
        Instant before = helped.get(game);
        if (before != null) {
            return before.plus(AGAIN).isBefore(now);
        }
        Duration patience = deaths.getOrDefault(game, 0) > MOST_STARTS ? AGAIN : PATIENCE;
        return begin.plus(patience).isBefore(now);
    }

    private static boolean visible(Standing standing) {
        return standing.parked() || standing.status().equals("engine_unreachable");
    }

    /** Returns whether every game has moved, or had its time. */
    boolean over(Instant now) {
        return waiting.isEmpty() || begin.plus(LIMIT).isBefore(now);
    }

    /** Returns how long the games took to move. */
    Map<UUID, Duration> moved() {
        return Map.copyOf(moved);
    }

    /** Returns the games for which an operator did something. */
    Set<UUID> helped() {
        return Set.copyOf(helped.keySet());
    }

    /** Names the games that did not move, and those that needed a hand too soon. */
    List<Finding> stuck() {
        List<Finding> findings = new ArrayList<>();
        waiting.forEach(game -> findings.add(new Finding(Invariant.STUCK, game, "it stays at " + describe(game))));
        helped.keySet().stream()
                .filter(game -> deaths.getOrDefault(game, 0) <= OWN_STARTS)
                .forEach(game -> findings.add(new Finding(
                        Invariant.STUCK,
                        game,
                        "it waited for an operator after %d deaths of its engine"
                                .formatted(deaths.getOrDefault(game, 0)))));
        return findings;
    }

    private String describe(UUID game) {
        Standing standing = last.get(game);
        return standing == null
                ? "nowhere: the platform has forgotten it"
                : "turn %d: %s, %s%s"
                        .formatted(
                                standing.currentTurn(),
                                standing.status(),
                                standing.health(),
                                standing.failure()
                                        .map(code -> " (" + code + ")")
                                        .orElse(""));
    }

    /** Does what an operator does for a game; when that is refused, the game stays as it is. */
    static void help(InternalRest rest, Standing standing) {
        String game = standing.game().toString();
        try {
            InternalRest.Reply unused = standing.parked() ? rest.force(game) : rest.restart(game);
        } catch (IOException e) {
            throw new UncheckedIOException("game " + game + " could not be helped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
