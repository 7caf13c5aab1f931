package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.ggscale.bench.chaos.Finding.Invariant;

/**
 * The fault {@code two-hosts}: many games due every second on two hosts and one PostgreSQL, and either host frozen again
 * and again for longer than its owner row lives. What it does when it wakes up must come too late.
 */
public final class TwoHosts {
    /** Its name on the command line. */
    public static final String NAME = "two-hosts";

    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final int PAUSE_MS = 100;
    private static final int AWAKE_MS = 3_000;

    private final Path layout;
    private final Path directory;
    private final int games;
    private final Random random;
    private final Consumer<String> log;

    /**
     * @param layout with {@code bin/ggscale}
     * @param directory of this run, which exists and is empty
     * @param games in all, half of them on plain engines
     */
    public TwoHosts(Path layout, Path directory, int games, Random random, Consumer<String> log) {
        this.layout = layout;
        this.directory = directory;
        this.games = games;
        this.random = random;
        this.log = log;
    }

    /** Freezes hosts until so many turns were played, and judges what is left. */
    public ChaosReport run(long ticks, long seed) throws IOException, InterruptedException {
        var plan = new Subjects.Plan(
                EnumSet.of(EngineKind.PLAIN_EXTERNAL, EngineKind.CONDITIONAL_EXTERNAL), (games + 1) / 2, "300..900");
        try (Ground ground = Ground.prepare(NAME, directory.resolve("ground"), layout, plan, random)) {
            HostProcess first = ground.startHost(0);
            try {
                ground.subjects().register(new InternalRest(first.awaitReady()), directory);
                HostProcess second = ground.startOther(0);
                try {
                    second.awaitReady();
                    return play(ground, List.of(first, second), ticks, seed);
                } finally {
                    second.kill();
                }
            } finally {
                first.kill();
            }
        }
    }

    private ChaosReport play(Ground ground, List<HostProcess> hosts, long ticks, long seed)
            throws IOException, InterruptedException {
        Tally tally = new Tally(NAME, ground.subjects().kinds());
        int freezes = 0;
        long played = 0;
        while (played < ticks) {
            Thread.sleep(1_000 + random.nextInt(3_000));
            int victim = random.nextInt(2);
            played = freeze(ground, hosts.get(victim), hosts.get(1 - victim), tally);
            freezes++;
            log.accept("freeze %d: %,d of %,d turns".formatted(freezes, played, ticks));
        }
        InternalRest rest = new InternalRest(hosts.get(0).awaitReady());
        settle(ground, rest, progress(ground, rest), List.of(), tally);
        // What is stopped by an operator is let go of, too.
        long refused = ground.logged("was taken over after epoch");
        judge(ground, hosts.get(0), tally);
        if (refused == 0) {
            tally.found(List.of(new Finding(Invariant.STUCK, Finding.NO_GAME, "no late write was ever refused")));
        }
        Map<String, Long> seen = Map.of(
                "freezes",
                (long) freezes,
                "refused_writes",
                refused,
                "rebirths",
                ground.logged("was frozen past its life"));
        return new ChaosReport(NAME, freezes, seed, List.of(tally), new TreeMap<>(seen));
    }

    /** Freezes a host for longer than its life while the other one goes on, and returns how many turns there are. */
    private long freeze(Ground ground, HostProcess victim, HostProcess survivor, Tally tally)
            throws IOException, InterruptedException {
        InternalRest rest = new InternalRest(survivor.awaitReady());
        awaitTurns(rest);
        Instant end = Instant.now().plus(LIFE).plusMillis(2_000 + random.nextInt(4_000));
        victim.freeze();
        Progress progress = progress(ground, rest);
        List<UUID> parked = new ArrayList<>();
        try {
            while (!progress.settled() && !progress.over(Instant.now())) {
                Thread.sleep(PAUSE_MS);
                parked.addAll(progress.see(Instant.now(), Trial.standings(rest)));
            }
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()));
        } finally {
            victim.thaw();
        }
        // Nobody can vouch for calls that a frozen host has not sent yet.
        Thread.sleep(AWAKE_MS);
        settle(ground, rest, progress, parked, tally);
        return Trial.standings(rest).stream().mapToLong(Standing::currentTurn).sum();
    }

    /** Waits until a quarter of the games are in a turn, so that either host has some. */
    private void awaitTurns(InternalRest rest) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(5);
        while (Instant.now().isBefore(end)
                && Trial.standings(rest).stream()
                                .filter(standing -> standing.inFlight().isPresent())
                                .count()
                        < games / 4) {
            Thread.sleep(20);
        }
    }

    private static Progress progress(Ground ground, InternalRest rest) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        return new Progress(ground.subjects().kinds(), begin, begin, Trial.standings(rest));
    }

    /** Waits until every game has moved on, and does an operator's part in it, first for some that are parked. */
    private void settle(Ground ground, InternalRest rest, Progress progress, List<UUID> parked, Tally tally)
            throws IOException, InterruptedException {
        Operator operator = new Operator(ground.subjects());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parked.forEach(game -> threads.execute(() -> operator.vouch(rest, game)));
            while (!progress.over(Instant.now())) {
                Thread.sleep(PAUSE_MS);
                for (UUID game : progress.see(Instant.now(), Trial.standings(rest))) {
                    threads.execute(() -> operator.vouch(rest, game));
                }
            }
        }
        tally.settled(progress, rest);
        log.accept("%d games were in a turn, recovered after %s"
                .formatted(
                        progress.interrupted().size(),
                        progress.slowest().map(time -> time.toMillis() + " ms").orElse("no wait")));
    }

    private static void judge(Ground ground, HostProcess host, Tally tally) throws IOException, InterruptedException {
        InternalRest rest = new InternalRest(host.awaitReady());
        Subjects subjects = ground.subjects();
        for (UUID game : subjects.kinds().keySet()) {
            rest.post("/runtimes/" + game + "/stop", "{\"reason\":\"the trial is over\"}")
                    .expect(200);
        }
        Operator operator = new Operator(subjects);
        for (UUID game : subjects.kinds().keySet()) {
            operator.awaitQuiet(game);
            Account account = Trial.account(rest, game);
            tally.judged(account, Judge.judge(subjects.lines(game), account));
        }
        tally.found(subjects.strangers());
        tally.answered(rest);
    }
}
