package org.ggscale.adapters.postgres;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.ggscale.core.RejectedException;

/** The steps of the schema; {@code migrations/README.md} says how one is written. */
final class Migrations {
    /** The last of the files. */
    static final int NEWEST = 1;

    /** Where it is written which were applied. */
    static final String HISTORY = "ggscale_migrations";

    private static final String LOCATION = "classpath:org/ggscale/adapters/postgres/migrations";

    private Migrations() {}

    /** Applies what is missing, one caller at a time, and returns the names of what was applied. */
    static List<String> apply(DataSource migrator, String schema) {
        try {
            return configuration(migrator, schema).load().migrate().migrations.stream()
                    .map(applied -> "V" + applied.version + " " + applied.description)
                    .toList();
        } catch (FlywayException e) {
            if (Failures.state(e).isEmpty()) {
                throw new RejectedException("migrations: " + e.getMessage(), e);
            }
            throw Failures.translate("migrations", e);
        }
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
                .placeholders(Map.of("schema", schema));
        // A lock held by a transaction would make "create index concurrently" wait for itself.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
