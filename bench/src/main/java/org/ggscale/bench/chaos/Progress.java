package org.ggscale.bench.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ggscale.bench.chaos.Finding.Invariant;

/**
 * How games get going again after a host was restarted.
 *
 * <p>A game that was interrupted in a turn is recovered when that turn is committed or visibly parked. One whose engine
 * the platform cannot fence may be parked as {@code engine_not_fenced}; any other must go on by itself.
 */
final class Progress {
    private static final String NOT_FENCED = "engine_not_fenced";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<UUID, EngineKind> kinds;
    private final Instant ready;
    private final Map<UUID, Standing> first = new HashMap<>();
    private final Set<UUID> interrupted;
    private final Map<UUID, Duration> recovered = new HashMap<>();
    private final Set<UUID> moved = new HashSet<>();
    private final Map<UUID, Instant> parked = new HashMap<>();
    private final Map<UUID, Standing> last = new HashMap<>();

    /**
     * @param death when the last host was killed
     * @param ready when the present one was ready
     * @param standings of all games, just after that; they are to be seen, too
     */
    Progress(Map<UUID, EngineKind> kinds, Instant death, Instant ready, List<Standing> standings) {
        this.kinds = Map.copyOf(kinds);
        this.ready = ready;
        standings.forEach(standing -> first.put(standing.game(), standing));
        this.interrupted = standings.stream()
                .filter(standing -> standing.interruptedBefore(death))
                .map(Standing::game)
                .collect(Collectors.toSet());
    }

    /**
     * Takes in where games stand now.
     *
     * @return games that have just been parked and wait for an operator's word
     */
    List<UUID> see(Instant now, List<Standing> standings) {
        List<UUID> waiting = new ArrayList<>();
        for (Standing standing : standings) {
            UUID game = standing.game();
            Standing begin = first.get(game);
            if (begin == null) {
                continue;
            }
            last.put(game, standing);
            if (standing.currentTurn() > begin.currentTurn()) {
                moved.add(game);
                recovered(game, now);
            } else if (rightlyParked(standing) && parked.putIfAbsent(game, now) == null) {
                waiting.add(game);
                recovered(game, now);
            }
        }
        return waiting;
    }

    private void recovered(UUID game, Instant now) {
        if (interrupted.contains(game)) {
            recovered.putIfAbsent(game, Duration.between(ready, now));
        }
    }

    private boolean rightlyParked(Standing standing) {
        EngineKind kind = kinds.get(standing.game());
        return kind != null
                && !kind.canBeFenced()
                && standing.parked()
                && standing.failure().filter(NOT_FENCED::equals).isPresent();
    }

    /** Returns whether every game has moved, or one has been given its time: since the host is ready, or it is parked. */
    boolean over(Instant now) {
        return moved.containsAll(kinds.keySet())
                || kinds.keySet().stream()
                        .filter(game -> !moved.contains(game))
                        .anyMatch(game ->
                                parked.getOrDefault(game, ready).plus(LIMIT).isBefore(now));
    }

    /** Returns whether every game has moved or is parked. */
    boolean settled() {
        return kinds.keySet().stream().allMatch(game -> moved.contains(game) || parked.containsKey(game));
    }

    /** Returns the games that were in a turn when the host died. */
    Set<UUID> interrupted() {
        return Set.copyOf(interrupted);
    }

    /** Returns the games that were parked. */
    Set<UUID> parked() {
        return Set.copyOf(parked.keySet());
    }

    /** Returns how long interrupted games took to be recovered. */
    Map<UUID, Duration> recoveries() {
        return Map.copyOf(recovered);
    }

    /** Returns how long the last interrupted game took to be recovered. */
    Optional<Duration> slowest() {
        return recovered.values().stream().max(Comparator.naturalOrder());
    }

    /** Names the games that did not get going; only once it is over. */
    List<Finding> stuck() {
        return kinds.keySet().stream()
                .filter(game -> !moved.contains(game))
                .map(game -> new Finding(Invariant.STUCK, game, describe(game)))
                .toList();
    }

    private String describe(UUID game) {
        Standing standing = last.get(game);
        if (standing == null) {
            return "the platform has forgotten it";
        }
        String forced = parked.containsKey(game) ? ", also after an operator forced it" : "";
        return "it stays at turn %d: %s%s%s"
                .formatted(
                        standing.currentTurn(),
                        standing.status(),
                        standing.failure().map(code -> " (" + code + ")").orElse(""),
                        forced);
    }
}
