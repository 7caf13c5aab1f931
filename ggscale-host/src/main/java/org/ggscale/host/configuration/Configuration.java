package org.ggscale.host.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.engine.NodeId;

/**
 * A host's configuration, complete and checked.
 *
 * @param postgres where data is kept
 * @param engineEndpoints comma-separated CIDR ranges of external engines; empty for loopback and private ranges
 * @param warnings sentences about variables that are not used
 */
public record Configuration(
        boolean production,
        Path dataDirectory,
        Postgres postgres,
        Address internalAddress,
        Optional<String> internalToken,
        Address metricsAddress,
        Engines engines,
        Optional<String> engineEndpoints,
        Optional<NodeId> node,
        Path gameStateRoot,
        Turns turns,
        int instanceOperations,
        Duration reconcileInterval,
        int membershipCacheMaxGames,
        Duration shutdownTimeout,
        Logging logging,
        Telemetry telemetry,
        List<String> warnings) {
    /** 32 random hex digits have fewer less than once in ten million. */
    private static final int LEAST_DIFFERENT = 8;

    /**
     * Reads the environment over a file.
     *
     * @param file a properties file with the same names
     * @throws ConfigurationException naming the variable, its value and what is allowed
     */
    public static Configuration read(Map<String, String> environment, Optional<Path> file) {
        Values values = Values.of(environment, file);
        boolean production = values.choice(Variable.GGSCALE_ENV, List.of("development", "production"))
                .equals("production");
        Path data = values.path(Variable.GGSCALE_DATA_DIR, Path.of(Variable.GGSCALE_DATA_DIR.shownDefault()));
        Address internal = values.address(Variable.GGSCALE_INTERNAL_ADDR);
        return new Configuration(
                production,
                data,
                Postgres.read(values, production),
                internal,
                token(values, internal, production),
                values.address(Variable.GGSCALE_METRICS_ADDR),
                Engines.read(values, production),
                values.find(Variable.GGSCALE_ENGINE_ENDPOINTS),
                values.find(Variable.GGSCALE_NODE).map(Configuration::node),
                values.path(Variable.GGSCALE_GAME_STATE_ROOT, data.resolve("games")),
                Turns.read(values),
                values.number(Variable.GGSCALE_INSTANCE_OPERATIONS, 1, 256),
                values.duration(Variable.GGSCALE_RUNTIME_RECONCILE_INTERVAL, "1s", "1h"),
                values.number(Variable.GGSCALE_MEMBERSHIP_CACHE_MAX_GAMES, 1, 10_000_000),
                values.duration(Variable.GGSCALE_SHUTDOWN_TIMEOUT, "1s", "10m"),
                new Logging(
                        values.choice(Variable.GGSCALE_LOG_FORMAT, List.of("json", "text")),
                        values.choice(Variable.GGSCALE_LOG_LEVEL, List.of("error", "warn", "info", "debug", "trace"))),
                new Telemetry(
                        values.choice(Variable.GGSCALE_OTEL_TRACES_EXPORTER, Telemetry.EXPORTERS),
                        values.choice(Variable.GGSCALE_OTEL_METRICS_EXPORTER, Telemetry.EXPORTERS)),
                values.warnings());
    }

    private static Optional<String> token(Values values, Address internal, boolean production) {
        Optional<String> token = values.find(Variable.GGSCALE_INTERNAL_TOKEN);
        if (token.isPresent() && token.get().length() < 32) {
            throw new ConfigurationException(Variable.GGSCALE_INTERNAL_TOKEN, token.get(), "at least 32 characters");
        }
        if (production && token.isPresent() && token.get().chars().distinct().count() < LEAST_DIFFERENT) {
            throw new ConfigurationException(
                    Variable.GGSCALE_INTERNAL_TOKEN,
                    token.get(),
                    "with GGSCALE_ENV=production a random one, such as \"openssl rand -hex 32\" makes");
        }
        if (token.isEmpty() && !internal.loopback()) {
            throw new ConfigurationException("GGSCALE_INTERNAL_TOKEN is not set; it is required because"
                    + " GGSCALE_INTERNAL_ADDR is \"" + internal + "\", which is not loopback");
        }
        return token;
    }

    private static NodeId node(String text) {
        try {
            return new NodeId(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(Variable.GGSCALE_NODE, text, "1 to 64 characters of A-Za-z0-9._-");
        }
    }

    /**
     * Where data is kept.
     *
     * @param dsn of the request role; empty for the embedded database
     * @param schema empty for the one that the DSN names, else {@code ggscale}
     */
    public record Postgres(
            Optional<String> dsn,
            Optional<String> workerDsn,
            Optional<String> migratorDsn,
            Optional<String> schema,
            int maxConnections) {
        static Postgres read(Values values, boolean production) {
            Optional<String> dsn = values.find(Variable.GGSCALE_POSTGRES_DSN);
            if (production && dsn.isEmpty()) {
                throw new ConfigurationException("GGSCALE_POSTGRES_DSN is not set; with GGSCALE_ENV=production it names"
                        + " a database, or says \"embedded\"");
            }
            Optional<String> named = dsn.filter(text -> !text.equals("embedded"));
            Optional<String> worker = values.find(Variable.GGSCALE_POSTGRES_WORKER_DSN);
            Optional<String> migrator = values.find(Variable.GGSCALE_POSTGRES_MIGRATOR_DSN);
            if (named.isEmpty()) {
                refuse(Variable.GGSCALE_POSTGRES_WORKER_DSN, worker);
                refuse(Variable.GGSCALE_POSTGRES_MIGRATOR_DSN, migrator);
            }
            if (production && named.isPresent() && (worker.isEmpty() || migrator.isEmpty())) {
                throw new ConfigurationException("GGSCALE_POSTGRES_WORKER_DSN and GGSCALE_POSTGRES_MIGRATOR_DSN are"
                        + " required with GGSCALE_ENV=production: each role has a login of its own");
            }
            Optional<String> schema = values.find(Variable.GGSCALE_POSTGRES_SCHEMA);
            schema.filter(name -> !name.matches("[a-z_][a-z0-9_]{0,62}")).ifPresent(name -> {
                throw new ConfigurationException(
                        Variable.GGSCALE_POSTGRES_SCHEMA, name, "1 to 63 characters of a-z0-9_, no digit first");
            });
            return new Postgres(
                    named, worker, migrator, schema, values.number(Variable.GGSCALE_POSTGRES_MAX_CONNECTIONS, 2, 100));
        }

        private static void refuse(Variable login, Optional<String> dsn) {
            if (dsn.isPresent()) {
                throw new ConfigurationException(
                        login.name() + " is set, but GGSCALE_POSTGRES_DSN, which goes with it, names no database");
            }
        }
    }

    /** How much at once, and how long. */
    public record Turns(
            Duration tickInterval,
            int concurrency,
            int concurrencyPerEngine,
            Duration turnTimeout,
            Duration initTimeout,
            Duration callTimeout,
            Duration probeInterval) {
        static Turns read(Values values) {
            return new Turns(
                    values.duration(Variable.GGSCALE_TICK_INTERVAL, "10ms", "1m"),
                    values.number(Variable.GGSCALE_TURN_CONCURRENCY, 1, 100_000),
                    values.number(Variable.GGSCALE_TURN_CONCURRENCY_PER_ENGINE, 1, 10_000),
                    values.duration(Variable.GGSCALE_ENGINE_TURN_TIMEOUT, "1s", "10m"),
                    values.duration(Variable.GGSCALE_ENGINE_INIT_TIMEOUT, "1s", "10m"),
                    values.duration(Variable.GGSCALE_ENGINE_CALL_TIMEOUT, "100ms", "10m"),
                    values.duration(Variable.GGSCALE_ENGINE_PROBE_INTERVAL, "1s", "10m"));
        }
    }

    /**
     * Where traces and metrics are sent, beside the page for Prometheus.
     *
     * @param traces {@code otlp}, {@code none} or {@code stdout}
     * @param metrics {@code otlp}, {@code none} or {@code stdout}
     */
    public record Telemetry(String traces, String metrics) {
        static final List<String> EXPORTERS = List.of("otlp", "none", "stdout");
    }

    /**
     * How logs are written.
     *
     * @param format {@code json} or {@code text}
     * @param level {@code error} to {@code trace}
     */
    public record Logging(String format, String level) {}
}
