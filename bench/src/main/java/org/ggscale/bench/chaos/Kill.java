package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The fault {@code kill}: {@code kill -9} of the host at seeded moments, half of the rounds on the embedded PostgreSQL,
 * which is orphaned each time, half on one that stays, where a second host dies with the first every other round. Every
 * round hits games of all {@link EngineKind}s at once.
 */
public final class Kill {
    /** Its name on the command line. */
    public static final String NAME = "kill";

    private final Path layout;
    private final Path directory;
    private final int gamesPerKind;

    /**
     * @param layout with {@code bin/ggscale}
     * @param directory of this run, which exists and is empty
     */
    public Kill(Path layout, Path directory, int gamesPerKind) {
        this.layout = layout;
        this.directory = directory;
        this.gamesPerKind = gamesPerKind;
    }

    /** Kills so many times, both databases side by side, and reports. */
    public ChaosReport run(int rounds, long seed, Consumer<String> log) throws IOException, InterruptedException {
        List<Future<Tally>> trials = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            trials.add(threads.submit(() -> trial("embedded", rounds - rounds / 2, new Random(seed), log)));
            trials.add(threads.submit(() -> trial("two-hosts", rounds / 2, new Random(~seed), log)));
        }
        List<Tally> tallies = new ArrayList<>();
        for (Future<Tally> trial : trials) {
            try {
                tallies.add(trial.get());
            } catch (ExecutionException e) {
                throw new IOException("the run was broken off", e);
            }
        }
        return new ChaosReport(NAME, rounds, seed, tallies, new TreeMap<>());
    }

    private Tally trial(String name, int rounds, Random random, Consumer<String> log)
            throws IOException, InterruptedException {
        try (Ground ground =
                Ground.prepare(name, directory.resolve(name), layout, Subjects.Plan.ofAllKinds(gamesPerKind), random)) {
            return new Trial(ground, random, log).run(rounds, !name.equals("embedded"));
        }
    }
}
