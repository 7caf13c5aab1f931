package org.ggscale.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ggscale.bench.chaos.Finding.Invariant;

/** One kind of fault made again and again on one scene, and what is left of its games judged at the end. */
final class DockerTrial {
    private static final int PAUSE_MS = 100;

    private final Scene scene;
    private final Tally tally;

    DockerTrial(Scene scene) {
        this.scene = scene;
        this.tally = scene.tally;
    }

    /** A kind of fault. */
    interface Fault {
        /** Makes it once. */
        Hit strike() throws IOException, InterruptedException;
    }

    /** When a fault was made, and the games whose engines it hit. */
    record Hit(Instant at, Set<UUID> games) {}

    /** Makes a fault so many times, and judges. */
    Tally run(Fault fault, int times) throws IOException, InterruptedException {
        try (scene) {
            scene.ground.subjects().register(scene.rest(), scene.directory());
            settle(new Hit(Instant.now(), Set.of()));
            for (int round = 1; round <= times; round++) {
                spoof();
                settle(fault.strike());
                tally.found(Orphans.await(scene.ground.database(), scene.boxes));
                tally.found(scene.boxes.touched());
                scene.log("fault %d of %d".formatted(round, times));
            }
            judge();
            return tally;
        }
    }

    /** A spoof that carries the present token of a game tempts most; one of four faults gets new ones. */
    private void spoof() {
        if (scene.random.nextInt(4) == 0 || scene.boxes.spoofed() == 0) {
            scene.boxes.clear();
            scene.boxes.spoof(scene.drawContained());
            scene.boxes.spoof(scene.drawContained());
        }
    }

    private void settle(Hit hit) throws IOException, InterruptedException {
        InternalRest rest = scene.rest();
        Instant begin = Instant.now();
        Duration since = Duration.between(hit.at(), begin);
        Mending mending = new Mending(begin, scene.games(), scene.deaths);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!mending.over(Instant.now())) {
                for (Standing standing : mending.see(Instant.now(), Trial.standings(rest))) {
                    threads.execute(() -> Mending.help(rest, standing));
                }
                Thread.sleep(PAUSE_MS);
            }
        }
        mending.helped().forEach(scene.deaths::remove);
        mending.helped().forEach(game -> scene.count("by_operator"));
        mending.moved().entrySet().stream()
                .filter(game -> hit.games().contains(game.getKey()))
                .forEach(game -> tally.mended(
                        game.getKey(),
                        game.getValue().plus(since),
                        mending.helped().contains(game.getKey())));
        tally.found(mending.stuck());
        scene.games().stream()
                .filter(game -> !mending.moved().containsKey(game))
                .forEach(scene::ends);
        tally.answered(rest);
        scene.log("%d games hit, going on after %d ms, %d by an operator"
                .formatted(
                        hit.games().size(),
                        mending.moved().values().stream()
                                .max(Comparator.naturalOrder())
                                .map(time -> time.plus(since).toMillis())
                                .orElse(-1L),
                        mending.helped().size()));
    }

    private void judge() throws IOException, InterruptedException {
        InternalRest rest = scene.rest();
        Subjects subjects = scene.ground.subjects();
        Operator operator = new Operator(subjects);
        for (UUID game : registered(rest)) {
            rest.post("/runtimes/" + game + "/stop", "{\"reason\":\"the trial is over\"}")
                    .expect(200);
        }
        for (UUID game : registered(rest)) {
            operator.awaitQuiet(game);
            Account account = Trial.account(rest, game);
            tally.judged(account, Judge.judge(subjects.lines(game), account));
        }
        tally.found(subjects.strangers());
        tally.found(Orphans.await(scene.ground.database(), scene.boxes));
        tally.found(scene.boxes.touched());
        tally.answered(rest);
        int exit = scene.host().stop();
        if (exit != 0) {
            tally.found(List.of(new Finding(
                    Invariant.STUCK, Finding.NO_GAME, "the host did not end on SIGTERM with 0, but with " + exit)));
        }
    }

    private static List<UUID> registered(InternalRest rest) throws IOException, InterruptedException {
        return Trial.standings(rest).stream().map(Standing::game).toList();
    }
}
