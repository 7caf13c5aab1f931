package org.ggscale.host;

import java.io.IOException;
import java.util.function.ToIntFunction;
import org.ggscale.host.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** What the commands that only need the database share. */
final class Commands {
    private Commands() {}

    /** Runs the embedded database, if no other is named, for the time of the work, and holds its directory. */
    static int withDatabase(Configuration configuration, ToIntFunction<Database> work) {
        boolean embedded = configuration.postgres().dsn().isEmpty();
        try (@Nullable DataDirectory data = embedded ? DataDirectory.open(configuration.dataDirectory()) : null;
                Database database = Database.open(configuration)) {
            return work.applyAsInt(database);
        } catch (IOException e) {
            throw new StartException("the embedded PostgreSQL did not stop (" + e + ")", e);
        }
    }
}
