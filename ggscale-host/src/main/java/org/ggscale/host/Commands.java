package org.ggscale.host;

import java.io.IOException;
import java.util.function.ToIntFunction;
import org.ggscale.host.configuration.Configuration;

/** What the commands that only need the database share. */
final class Commands {
    private Commands() {}

    /** Holds the data directory and runs the embedded database, if there is one, for the time of the work. */
    static int withDatabase(Configuration configuration, ToIntFunction<Database> work) {
        try (DataDirectory data = DataDirectory.open(configuration.dataDirectory());
                Database database = Database.open(configuration)) {
            return work.applyAsInt(database);
        } catch (IOException e) {
            throw new StartException("the embedded PostgreSQL did not stop (" + e + ")", e);
        }
    }
}
