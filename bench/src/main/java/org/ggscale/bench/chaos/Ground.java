package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.ggscale.bench.Programs;

/**
 * What outlives the hosts of one trial: its directory, database, games and their engines.
 *
 * @param name of the database
 * @param layout with {@code bin/ggscale}
 */
record Ground(String name, Path directory, Path layout, Database database, Subjects subjects) implements AutoCloseable {
    private static final String FIRST = "host";
    private static final String OTHER = "other";

    /** Prepares the ground for hosts on a database; {@code directory} is created. */
    static Ground prepare(String name, Path directory, Path layout, Subjects.Plan plan, Random random)
            throws IOException {
        Files.createDirectories(directory);
        Database database =
                name.equals("embedded") ? Database.embedded() : Database.external(directory.resolve("postgres"));
        Path states = directory.resolve(FIRST).resolve("games");
        try {
            return new Ground(name, directory, layout, database, Subjects.start(directory, states, plan, random));
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    /** Starts the host of a round, on the node whose engines are child processes. */
    HostProcess startHost(int round) throws IOException {
        return startHost(FIRST, round);
    }

    /** Starts a host of a round on a node of its own, beside the first one. */
    HostProcess startOther(int round) throws IOException {
        return startHost(OTHER, round);
    }

    private HostProcess startHost(String node, int round) throws IOException {
        Path log = directory.resolve(node + "-" + round + ".log");
        return HostProcess.start(layout, directory.resolve(node), database.variables(), log);
    }

    /** Counts the lines of all hosts' logs that say something. */
    long logged(String text) throws IOException {
        long count = 0;
        try (Stream<Path> logs = Files.list(directory)) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                try (Stream<String> lines = Files.lines(log)) {
                    count += lines.filter(line -> line.contains(text)).count();
                }
            }
        }
        return count;
    }

    /** Ends everything; the directory is left as it is. */
    @Override
    public void close() throws IOException {
        subjects.close();
        database.close();
        Programs.endAll(directory);
    }
}
