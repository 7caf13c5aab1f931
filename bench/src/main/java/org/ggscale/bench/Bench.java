package org.ggscale.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ggscale.bench.herd.Herd;
import org.ggscale.bench.herd.HerdReport;

/** Runs benchmarks, and exits with 1 when one misses its gate or loses a turn. */
public final class Bench {
    private static final String USAGE = """
            usage: [NAME...] [--quick] [--json FILE] [--games 10000] [--registered N] [--pairs 5]
                   --list

              herd           games due in the same second, full turns over HTTP, on one host
              --games        how many are due, 1 to 60000
              --registered   how many are registered at least
              --quick        smaller, and no gate: that it runs is all it shows""";

    private Bench() {}

    /** Runs the named benchmarks, or all. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        try {
            Arguments arguments =
                    Arguments.parse(args, Set.of("list", "quick"), Set.of("json", "games", "registered", "pairs"));
            System.exit(run(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
        }
    }

    private static int run(Arguments arguments) throws IOException, SQLException, InterruptedException {
        if (arguments.has("list")) {
            System.out.println(Herd.NAME);
            return 0;
        }
        if (!List.of(Herd.NAME).containsAll(arguments.names())) {
            throw new IllegalArgumentException("there is no benchmark among " + arguments.names() + " but herd");
        }
        boolean quick = arguments.has("quick");
        int due = arguments.number("games", quick ? 2_000 : 10_000);
        if (due > 60_000) {
            throw new IllegalArgumentException("--games is at most 60000, not " + due);
        }
        int registered = arguments.number("registered", due);
        return herd(arguments, due, registered, arguments.number("pairs", quick ? 2 : 5));
    }

    private static int herd(Arguments arguments, int due, int registered, int pairs)
            throws IOException, SQLException, InterruptedException {
        Path directory = Files.createTempDirectory("ggscale-bench-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Programs.endAll(directory)));
        HerdReport report = Herd.run(directory, due, registered, pairs, System.out::println);
        System.out.println(report.table());
        if (arguments.value("json").isPresent()) {
            Programs.append(
                    Path.of(arguments.value("json").get()), report.figure().json(Instant.now()));
        }
        Programs.delete(directory);
        return report.holds() && (arguments.has("quick") || report.figure().holds()) ? 0 : 1;
    }
}
