package org.ggscale.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ggscale.bench.chaos.ChaosReport;
import org.ggscale.bench.chaos.DockerFaults;
import org.ggscale.bench.chaos.Endurance;
import org.ggscale.bench.chaos.Kill;
import org.ggscale.bench.chaos.TwoHosts;

/** Breaks things on purpose, and exits with 1 when an invariant broke. */
public final class Chaos {
    private static final String USAGE = """
            usage: kill [--rounds 50] [--games 2]
                   two-hosts [--ticks 60000] [--games 200]
                   docker [--rounds 350] [--daemon-restarts N] [--container-kills N] [--host-kills N] [--games 2]
                   docker --crowd 200
                   fuzz [--requests 1000000]
                   rls [--transactions 1000000]
                   --list
            with   [--seed S] [--quick] [--json FILE] [--layout DIR]

              kill       kill -9 of the host at random moments during turns; plain, conditional and child-process
                         engines, embedded PostgreSQL, and an external one with a second host; --games per kind of
                         engine and database
              two-hosts  SIGSTOP of either of two hosts for longer than its owner's life; --games due every second
              docker     a Docker daemon of its own killed, containers killed and removed in the middle of a turn, and
                         hosts killed between creating, starting and recording a container; rounds are shared out as
                         50, 200 and 100 of 350. --crowd: so many games at once, and what each takes. Needs root and
                         dockerd
              fuzz       odd requests through memory, so many for each operation of the internal surface
              rls        transactions of many tenants on few connections, which break and trespass
              --quick    4 rounds (docker: 14); 3000 ticks; 10000 requests; 10000 transactions""";

    private static final List<Endurance> ENDURANCES = List.of(
            new Endurance("fuzz", "requests", "ggscale-adapters-http", "org.ggscale.adapters.http.server.FuzzChaos"),
            new Endurance(
                    "rls",
                    "transactions",
                    "ggscale-adapters-postgres",
                    "org.ggscale.adapters.postgres.RowSecurityChaos"));
    private static final List<String> NAMES = List.of(Kill.NAME, TwoHosts.NAME, DockerFaults.NAME, "fuzz", "rls");

    private Chaos() {}

    /** Runs one fault. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            Arguments arguments = Arguments.parse(
                    args,
                    Set.of("list", "quick"),
                    Set.of(
                            "rounds",
                            "ticks",
                            "requests",
                            "transactions",
                            "daemon-restarts",
                            "container-kills",
                            "host-kills",
                            "crowd",
                            "seed",
                            "games",
                            "json",
                            "layout"));
            System.exit(run(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
        }
    }

    private static int run(Arguments arguments) throws IOException, InterruptedException {
        if (arguments.has("list")) {
            NAMES.forEach(System.out::println);
            return 0;
        }
        if (arguments.names().size() != 1 || !NAMES.contains(arguments.names().get(0))) {
            throw new IllegalArgumentException("name one fault: " + String.join(", ", NAMES));
        }
        long seed = arguments.value("seed").map(Long::parseLong).orElseGet(() -> new Random().nextLong(1_000_000));
        Path layout = Path.of(arguments.value("layout").orElse("ggscale-host/target/ggscale"))
                .toAbsolutePath();
        for (Endurance endurance : ENDURANCES) {
            if (endurance.name().equals(arguments.names().get(0))) {
                int count = arguments.number(endurance.unit(), arguments.has("quick") ? 10_000 : 1_000_000);
                return endurance.run(layout.resolve("../../..").normalize(), count, seed, arguments.value("json"));
            }
        }
        if (!Files.isExecutable(layout.resolve("bin").resolve("ggscale"))) {
            throw new IllegalArgumentException("there is no bin/ggscale in " + layout + ": build the host first");
        }
        return run(arguments, arguments.names().get(0), layout, seed);
    }

    private static int run(Arguments arguments, String name, Path layout, long seed)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("ggscale-chaos-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Programs.endAll(directory)));
        System.out.printf("%s: seed %d, in %s%n", name, seed, directory);
        ChaosReport report = switch (name) {
            case Kill.NAME -> kill(arguments, layout, directory, seed);
            case DockerFaults.NAME -> docker(arguments, layout, directory, seed);
            default -> twoHosts(arguments, layout, directory, seed);
        };
        System.out.printf("%n%s%n", report.table());
        if (arguments.value("json").isPresent()) {
            Programs.append(Path.of(arguments.value("json").get()), report.json(Instant.now()));
        }
        if (!report.holds()) {
            System.out.printf(
                    "%nan invariant broke; logs and ledgers are in %s; again with --seed %d%n", directory, seed);
            return 1;
        }
        Programs.delete(directory);
        return 0;
    }

    private static ChaosReport kill(Arguments arguments, Path layout, Path directory, long seed)
            throws IOException, InterruptedException {
        int rounds = arguments.number("rounds", arguments.has("quick") ? 4 : 50);
        return new Kill(layout, directory, arguments.number("games", 2)).run(rounds, seed, System.out::println);
    }

    private static ChaosReport twoHosts(Arguments arguments, Path layout, Path directory, long seed)
            throws IOException, InterruptedException {
        int ticks = arguments.number("ticks", arguments.has("quick") ? 3_000 : 60_000);
        int games = arguments.number("games", 200);
        return new TwoHosts(layout, directory, games, new Random(seed), System.out::println).run(ticks, seed);
    }

    private static ChaosReport docker(Arguments arguments, Path layout, Path directory, long seed)
            throws IOException, InterruptedException {
        DockerFaults faults = new DockerFaults(layout, directory, arguments.number("games", 2), System.out::println);
        if (arguments.value("crowd").isPresent()) {
            return faults.crowd(arguments.number("crowd", 200), seed);
        }
        DockerFaults.Sizes shares =
                DockerFaults.Sizes.of(arguments.number("rounds", arguments.has("quick") ? 14 : 350));
        DockerFaults.Sizes sizes = new DockerFaults.Sizes(
                arguments.number("daemon-restarts", shares.daemonKills()),
                arguments.number("container-kills", shares.containerKills()),
                arguments.number("host-kills", shares.hostKills()));
        return faults.run(sizes, seed);
    }
}
