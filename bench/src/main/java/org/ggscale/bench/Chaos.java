package org.ggscale.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ggscale.bench.chaos.Kill;
import org.ggscale.bench.chaos.KillReport;

/** Breaks things on purpose, and exits with 1 when an invariant broke. */
public final class Chaos {
    private static final String USAGE = """
            usage: kill [--rounds 50] [--seed S] [--games 2] [--quick] [--json FILE] [--layout DIR]
                   --list

              kill       kill -9 of the host at random moments during turns; plain, conditional and child-process
                         engines, embedded and external PostgreSQL
              --games    games per kind of engine and database
              --quick    4 rounds""";

    private Chaos() {}

    /** Runs one fault. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            Arguments arguments =
                    Arguments.parse(args, Set.of("list", "quick"), Set.of("rounds", "seed", "games", "json", "layout"));
            System.exit(run(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
        }
    }

    private static int run(Arguments arguments) throws IOException, InterruptedException {
        if (arguments.has("list")) {
            System.out.println(Kill.NAME);
            return 0;
        }
        if (!arguments.names().equals(List.of(Kill.NAME))) {
            throw new IllegalArgumentException("name one fault");
        }
        int rounds = arguments.number("rounds", arguments.has("quick") ? 4 : 50);
        long seed = arguments.value("seed").map(Long::parseLong).orElseGet(() -> new Random().nextLong(1_000_000));
        Path layout = Path.of(arguments.value("layout").orElse("ggscale-host/target/ggscale"))
                .toAbsolutePath();
        if (!Files.isExecutable(layout.resolve("bin").resolve("ggscale"))) {
            throw new IllegalArgumentException("there is no bin/ggscale in " + layout + ": build the host first");
        }
        return kill(arguments, layout, rounds, seed);
    }

    private static int kill(Arguments arguments, Path layout, int rounds, long seed)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("ggscale-chaos-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Programs.endAll(directory)));
        System.out.printf("kill: %d rounds, seed %d, in %s%n", rounds, seed, directory);
        KillReport report =
                new Kill(layout, directory, arguments.number("games", 2)).run(rounds, seed, System.out::println);
        System.out.printf("%n%s%n", report.table());
        if (arguments.value("json").isPresent()) {
            Programs.append(Path.of(arguments.value("json").get()), report.json(Instant.now()));
        }
        if (!report.holds()) {
            System.out.printf(
                    "%nan invariant broke; logs and ledgers are in %s; again: kill --rounds %d --seed %d%n",
                    directory, rounds, seed);
            return 1;
        }
        Programs.delete(directory);
        return 0;
    }
}
