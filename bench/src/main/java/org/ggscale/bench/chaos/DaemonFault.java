package org.ggscale.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ggscale.bench.chaos.Finding.Invariant;

/**
 * The daemon is killed, is away for a while, and comes back; every other time it ends the containers that it finds, as it does
 * unless it is told to keep them.
 *
 * <p>While it is away, games outside go on, and no engine is said to be gone: nobody can know.
 */
final class DaemonFault implements DockerTrial.Fault {
    private static final Set<String> GONE = Set.of("exited", "oom", "disappeared");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Scene scene;
    private boolean keeps;

    DaemonFault(Scene scene) {
        this.scene = scene;
        this.keeps = scene.random.nextBoolean();
    }

    @Override
    public DockerTrial.Hit strike() throws IOException, InterruptedException {
        scene.tally.found(scene.boxes.touched());
        Thread.sleep(scene.random.nextInt(1_500));
        scene.daemon.kill();
        Instant death = Instant.now();
        scene.count("daemon_kills");
        goOn();
        Thread.sleep(scene.random.nextInt(3_000));
        noneGone();
        keeps = !keeps;
        scene.daemon.restart(keeps);
        scene.count(keeps ? "kept_containers" : "ended_containers");
        List<UUID> games = scene.contained();
        if (!keeps) {
            scene.tally.found(scene.boxes.revive());
            games.forEach(scene::died);
        }
        return new DockerTrial.Hit(death, Set.copyOf(games));
    }

    /** Waits until every game outside has played two more turns. */
    private void goOn() throws IOException, InterruptedException {
        Map<UUID, Long> before = turns();
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Map<UUID, Long> now = turns();
            if (before.keySet().stream()
                    .allMatch(game -> now.getOrDefault(game, 0L) >= before.getOrDefault(game, 0L) + 2)) {
                return;
            }
            Thread.sleep(100);
        }
        before.keySet()
                .forEach(game -> scene.tally.found(List.of(new Finding(
                        Invariant.STUCK, game, "it did not go on while the daemon of other games was away"))));
    }

    private Map<UUID, Long> turns() throws IOException, InterruptedException {
        return Trial.standings(scene.rest()).stream()
                .filter(standing -> scene.kind(standing.game()).external())
                .collect(Collectors.toMap(Standing::game, Standing::currentTurn));
    }

    private void noneGone() throws IOException, InterruptedException {
        Map<UUID, Standing> standings =
                Trial.standings(scene.rest()).stream().collect(Collectors.toMap(Standing::game, Function.identity()));
        for (UUID game : scene.contained()) {
            Standing standing = standings.get(game);
            if (standing == null || GONE.contains(standing.health())) {
                scene.tally.found(List.of(new Finding(
                        Invariant.LOST,
                        game,
                        "its engine was said to be gone while the daemon was away: " + standing)));
            }
        }
    }
}
