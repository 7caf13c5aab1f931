package org.ggscale.host;

import java.util.function.Supplier;
import org.ggscale.adapters.postgres.PostgresLogins;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;

/** The command {@code database roles}: makes a database and its logins, and prints the variables that name them. */
final class DatabaseRoles {
    private static final String DATABASE = "ggscale";

    private DatabaseRoles() {}

    static int run(CommandLine line) {
        String administrator = line.option("--dsn")
                .orElseThrow(() -> new UsageException("--dsn is missing: the DSN of an administrator"));
        String database = usable(
                "--database",
                () -> PostgresLogins.checkDatabase(line.option("--database").orElse(DATABASE)));
        PostgresLogins logins = usable("--dsn", () -> create(administrator, database));
        System.out.println("GGSCALE_POSTGRES_DSN=" + logins.requests());
        System.out.println("GGSCALE_POSTGRES_WORKER_DSN=" + logins.workers());
        System.out.println("GGSCALE_POSTGRES_MIGRATOR_DSN=" + logins.migrations());
        if (System.out.checkError()) {
            throw new StartException(
                    "standard output is closed: nobody has the new passwords; run the command again", null);
        }
        if (!logins.renewed().isEmpty()) {
            System.err.println("ggscale: new passwords for " + String.join(", ", logins.renewed())
                    + ", which were there: the old ones are void");
        }
        return 0;
    }

    private static PostgresLogins create(String administrator, String database) {
        try {
            return PostgresLogins.create(administrator, database);
        } catch (UnavailableException e) {
            throw new StartException(
                    "PostgreSQL does not answer (" + e.getMessage() + "); --dsn says where it is and who logs in", e);
        } catch (RejectedException e) {
            throw new StartException(
                    "PostgreSQL refuses (" + e.getMessage()
                            + "); --dsn names a superuser, or a login with CREATEROLE and CREATEDB",
                    e);
        }
    }

    private static <T> T usable(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " cannot be used: " + e.getMessage());
        }
    }
}
