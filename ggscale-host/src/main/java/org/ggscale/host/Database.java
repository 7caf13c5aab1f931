package org.ggscale.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ggscale.adapters.postgres.PostgresFinding;
import org.ggscale.adapters.postgres.PostgresGgScale;
import org.ggscale.adapters.postgres.PostgresGgScaleBuilder;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.ggscale.host.configuration.Configuration;
import org.ggscale.host.configuration.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of a host: its own embedded server, or one that is named. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final PostgresGgScale storage;
    private final @Nullable EmbeddedPostgres server;

    private Database(PostgresGgScale storage, @Nullable EmbeddedPostgres server) {
        this.storage = storage;
        this.server = server;
    }

    /** Starts the embedded server if no other is named; connects nothing yet. */
    static Database open(Configuration configuration) {
        return open(configuration, builder -> {});
    }

    /**
     * Does the same, with something more to say about the stores.
     *
     * @param more called before they are made
     */
    static Database open(Configuration configuration, Consumer<PostgresGgScaleBuilder> more) {
        Configuration.Postgres postgres = configuration.postgres();
        PostgresGgScaleBuilder builder = PostgresGgScale.builder()
                .maxConnections(postgres.maxConnections())
                .requireSeparateLogins(configuration.production());
        postgres.schema().ifPresent(builder::schema);
        more.accept(builder);
        if (postgres.dsn().isPresent()) {
            set("GGSCALE_POSTGRES_DSN", postgres.dsn(), builder::requests);
            set("GGSCALE_POSTGRES_WORKER_DSN", postgres.workerDsn(), builder::workers);
            set("GGSCALE_POSTGRES_MIGRATOR_DSN", postgres.migratorDsn(), builder::migrations);
            return new Database(build(builder), null);
        }
        EmbeddedPostgres server = start(configuration.dataDirectory().resolve("postgres"));
        builder.requests(server.applicationUrl()).workers(server.workerUrl()).migrations(server.migratorUrl());
        return new Database(builder.build(), server);
    }

    private static void set(String variable, Optional<String> dsn, Consumer<String> login) {
        try {
            dsn.ifPresent(login);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(variable + " cannot be used: " + e.getMessage());
        }
    }

    private static PostgresGgScale build(PostgresGgScaleBuilder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("GGSCALE_POSTGRES_DSN, GGSCALE_POSTGRES_WORKER_DSN and"
                    + " GGSCALE_POSTGRES_MIGRATOR_DSN cannot be used: " + e.getMessage());
        }
    }

    private static EmbeddedPostgres start(Path directory) {
        try {
            return EmbeddedPostgres.builder(directory).start();
        } catch (IOException e) {
            throw new StartException(
                    "the embedded PostgreSQL did not start (" + e.getMessage()
                            + "); set GGSCALE_POSTGRES_DSN to use another one",
                    e);
        }
    }

    PostgresGgScale storage() {
        return storage;
    }

    /** Brings the schema up to date and returns what was applied. */
    List<String> migrate() {
        try {
            return storage.migrate();
        } catch (UnavailableException e) {
            throw new StartException(
                    "PostgreSQL does not answer (" + e.getMessage() + "); GGSCALE_POSTGRES_MIGRATOR_DSN or"
                            + " GGSCALE_POSTGRES_DSN says where it is",
                    e);
        } catch (RejectedException e) {
            throw new StartException("PostgreSQL refuses a migration: " + e.getMessage(), e);
        }
    }

    /** Refuses a database that is not safe to use, and warns of what is risky. */
    void verify() {
        List<PostgresFinding> findings = storage.inspect();
        List<String> problems =
                findings.stream().flatMap(one -> one.problems().stream()).toList();
        if (!problems.isEmpty()) {
            throw new StartException(
                    "the database cannot be used: " + String.join("; ", problems)
                            + "; GGSCALE_POSTGRES_DSN and GGSCALE_POSTGRES_WORKER_DSN say who logs in",
                    null);
        }
        findings.stream().flatMap(one -> one.warnings().stream()).forEach(LOG::warn);
    }

    @Override
    public void close() throws IOException {
        storage.close();
        if (server != null) {
            server.close();
        }
    }
}
