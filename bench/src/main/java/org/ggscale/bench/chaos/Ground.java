package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.ggscale.bench.Programs;

/**
 * What outlives the hosts of one trial: its directory, database, games and their engines.
 *
 * @param name of the database
 * @param layout with {@code bin/ggscale}
 */
record Ground(String name, Path directory, Path layout, Database database, Subjects subjects) implements AutoCloseable {
    /** Prepares the ground for hosts on a database; {@code directory} is created. */
    static Ground prepare(String name, Path directory, Path layout, int gamesPerKind, Random random)
            throws IOException {
        Files.createDirectories(directory);
        Database database =
                name.equals("external") ? Database.external(directory.resolve("postgres")) : Database.embedded();
        Path states = directory.resolve("data").resolve("games");
        try {
            return new Ground(
                    name, directory, layout, database, Subjects.start(directory, states, gamesPerKind, random));
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    /** Starts the host of a round. */
    HostProcess startHost(int round) throws IOException {
        Path log = directory.resolve("host-" + round + ".log");
        return HostProcess.start(layout, directory.resolve("data"), database.variables(), log);
    }

    /** Ends everything; the directory is left as it is. */
    @Override
    public void close() throws IOException {
        subjects.close();
        database.close();
        Programs.endAll(directory);
    }
}
