package org.ggscale.adapters.postgres;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.ggscale.core.RejectedException;
import org.postgresql.ds.PGSimpleDataSource;

/** The steps of the schema; {@code migrations/README.md} says how one is written. */
final class Migrations {
    /** The last of the files. */
    static final int NEWEST = 2;

    /** Where it is written which were applied. */
    static final String HISTORY = "ggscale_migrations";

    private static final String LOCATION = "classpath:org/ggscale/adapters/postgres/migrations";

    /** One try a second. A session that waited in the server would hold up the migration it waits for. */
    private static final int LOCK_SECONDS = 2;

    private Migrations() {}

    /**
     * Applies what is missing, one caller at a time, and returns the names of what was applied.
     *
     * @param waiting is told, every few seconds, what it waits for: a migration takes as long as it takes
     */
    static List<String> apply(DataSource migrator, String schema, Consumer<String> waiting) {
        while (true) {
            try {
                return configuration(migrator, schema).load().migrate().migrations.stream()
                        .map(applied -> "V" + applied.version + " " + applied.description)
                        .toList();
            } catch (FlywayException e) {
                if (!isTaken(e)) {
                    throw translate(e);
                }
                waiting.accept("another host migrates the schema " + schema + "; waiting until it is done");
            }
        }
    }

    /** Whether somebody else held the lock for all tries; there is no code for it, so the message has to say. */
    private static boolean isTaken(FlywayException e) {
        return Failures.state(e).isEmpty()
                && String.valueOf(e.getMessage()).startsWith("Number of retries exceeded while attempting to acquire");
    }

    private static RuntimeException translate(FlywayException e) {
        return Failures.state(e).isEmpty()
                ? new RejectedException("migrations: " + e.getMessage(), e)
                : Failures.translate("migrations", e);
    }

    private static FluentConfiguration configuration(DataSource migrator, String schema) {
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(migrator)
                .locations(LOCATION)
                .table(HISTORY)
                .defaultSchema(schema)
                .schemas(schema)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .lockRetryCount(LOCK_SECONDS)
                .placeholders(Map.of("schema", schema));
        // Its connections are not pooled, so what is set stays on none.
        if (migrator instanceof PGSimpleDataSource) {
            configuration.callbacks(new WithoutHaste());
        }
        // A lock held by a transaction would make "create index concurrently" wait for itself.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
