package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ggscale.bench.chaos.Finding.Invariant;

/** Many games in containers on one host: what a start and a game cost, and that stopping them leaves nothing behind. */
final class Crowd {
    /** As many as a host starts at once. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Scene scene;

    Crowd(Scene scene) {
        this.scene = scene;
    }

    /** Starts so many games, lets each play, and ends them. */
    Tally run(int games) throws IOException, InterruptedException {
        try {
            InternalRest rest = scene.rest();
            Subjects subjects = scene.ground.subjects();
            subjects.register(rest, scene.directory());
            Set<Path> before = directories();
            long resident = scene.host().residentBytes();
            Instant begin = Instant.now();
            List<Duration> starts = start(rest, newGames(games));
            Duration whole = Duration.between(begin, Instant.now());
            awaitTurns(rest);
            report(starts, whole, scene.host().residentBytes() - resident, games);
            begin = Instant.now();
            stop(rest, subjects.kinds().keySet());
            scene.seen.put(
                    "stop_each_ms", Duration.between(begin, Instant.now()).toMillis() / games);
            scene.tally.found(left(before));
            scene.tally.answered(rest);
            return scene.tally;
        } finally {
            scene.host().kill();
        }
    }

    private List<UUID> newGames(int games) {
        List<UUID> added = new ArrayList<>();
        for (int i = 0; i < games; i++) {
            UUID game = new UUID(scene.random.nextLong(), scene.random.nextLong());
            scene.ground.subjects().add(game, EngineKind.CONDITIONAL_CONTAINER);
            added.add(game);
        }
        return added;
    }

    private List<Duration> start(InternalRest rest, List<UUID> games) throws IOException, InterruptedException {
        List<Duration> times = Collections.synchronizedList(new ArrayList<>());
        each(games, game -> {
            Instant begin = Instant.now();
            rest.register(game.toString(), scene.ground.subjects().registration(game))
                    .expect(201);
            times.add(Duration.between(begin, Instant.now()));
        });
        return times;
    }

    private void stop(InternalRest rest, Set<UUID> games) throws IOException, InterruptedException {
        each(
                List.copyOf(games),
                game -> rest.post("/runtimes/" + game + "/stop", "{\"reason\":\"the crowd goes home\"}")
                        .expect(200));
    }

    /** What is done for one game. */
    private interface Work {
        void run(UUID game) throws IOException, InterruptedException;
    }

    private static void each(List<UUID> games, Work work) throws IOException, InterruptedException {
        List<Future<UUID>> tasks = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (UUID game : games) {
                tasks.add(threads.submit(() -> {
                    work.run(game);
                    return game;
                }));
            }
        }
        for (Future<UUID> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IOException("a game was refused", e);
            }
        }
    }

    private void awaitTurns(InternalRest rest) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        List<UUID> waiting = waiting(rest);
        while (!waiting.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(500);
            waiting = waiting(rest);
        }
        scene.tally.found(waiting.stream()
                .map(game -> new Finding(Invariant.STUCK, game, "it never played a turn"))
                .toList());
    }

    private static List<UUID> waiting(InternalRest rest) throws IOException, InterruptedException {
        return Trial.standings(rest).stream()
                .filter(standing -> standing.currentTurn() == 0)
                .map(Standing::game)
                .toList();
    }

    private void report(List<Duration> starts, Duration whole, long memory, int games) {
        scene.seen.put("start_each_ms", whole.toMillis() / games);
        scene.seen.put("start_p50_ms", ChaosReport.percentile(starts, 50));
        scene.seen.put("start_p99_ms", ChaosReport.percentile(starts, 99));
        scene.seen.put("host_kb_per_game", memory / 1024 / games);
    }

    /** Finds containers, networks, and directories other than the state of games. */
    private List<Finding> left(Set<Path> before) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>(Orphans.await(scene.ground.database(), scene.boxes));
        if (scene.boxes.networks() > 0) {
            findings.add(new Finding(Invariant.ORPHANED, Finding.NO_GAME, "the network of the engines is left"));
        }
        Set<Path> after = new HashSet<>(directories());
        after.removeAll(before);
        after.forEach(path ->
                findings.add(new Finding(Invariant.ORPHANED, Finding.NO_GAME, "the directory " + path + " is left")));
        return findings;
    }

    private Set<Path> directories() throws IOException {
        Path data = scene.directory().resolve("host");
        try (Stream<Path> paths = Files.walk(data)) {
            return new HashSet<>(paths.filter(Files::isDirectory)
                    .filter(path -> !path.startsWith(data.resolve("games")))
                    .toList());
        }
    }
}
