package org.ggscale.host.configuration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The variables that configure a host; the reference page lists exactly these. */
public enum Variable {
    GGSCALE_ENV("development", "production refuses shared database logins and embedded PostgreSQL by default"),
    GGSCALE_DATA_DIR("./ggscale-data", "embedded PostgreSQL, engine state, generated secrets"),
    GGSCALE_POSTGRES_DSN(
            "embedded", "the request role: postgres://user:password@host:port/db or a jdbc:postgresql: URL", true),
    GGSCALE_POSTGRES_WORKER_DSN("the same login", "the worker role", true),
    GGSCALE_POSTGRES_MIGRATOR_DSN("the same login", "the migrator role, opened only while migrating", true),
    GGSCALE_POSTGRES_SCHEMA("ggscale", "own schema, so that an embedder's tables are not touched"),
    GGSCALE_POSTGRES_MAX_CONNECTIONS("8", "per pool, 2 to 100"),
    GGSCALE_INTERNAL_ADDR("127.0.0.1:8081", "internal REST, probes and event stream; port 0 takes any free one"),
    GGSCALE_INTERNAL_TOKEN(
            "none", "bearer token of the internal surface, at least 32 characters; required off loopback", true),
    GGSCALE_METRICS_ADDR("127.0.0.1:9090", "metrics for Prometheus at /metrics; port 0 takes any free one"),
    GGSCALE_ENGINES(
            "auto",
            "which kinds of engines this host starts: a list of process and docker, or auto, which is process outside"
                    + " production, and docker when a daemon answers at the start"),
    GGSCALE_ENGINE_ENDPOINTS("loopback and private ranges", "where external engines may live, a list of CIDR ranges"),
    GGSCALE_NODE("the node-id file of the data directory", "the node this host belongs to"),
    GGSCALE_DOCKER_HOST("DOCKER_HOST, else the local socket", "the Docker daemon, or a proxy of its socket"),
    GGSCALE_DOCKER_NETWORK("ggscale", "the network of engines in containers, created when it is missing"),
    GGSCALE_STACK_LABEL("none", "the label galaxy.stack of all containers"),
    GGSCALE_RUNTIME_IMAGE_PULL_POLICY("if_missing", "when images are pulled: if_missing, always or never"),
    GGSCALE_ENGINE_MAX_MEMORY("1GiB", "the most memory of a container, whatever its image asks for, 6MiB or more"),
    GGSCALE_ENGINE_MAX_CPUS("1.0", "the most processors of a container, 0.01 or more"),
    GGSCALE_ENGINE_MAX_PIDS("512", "the most processes and threads of a container, 1 to 1000000"),
    GGSCALE_GAME_STATE_ROOT("<data>/games", "one directory per game"),
    GGSCALE_TICK_INTERVAL("1s", "longest sleep of the ticker, 10ms to 1m"),
    GGSCALE_TURN_CONCURRENCY("1024", "turns in flight, 1 to 100000"),
    GGSCALE_TURN_CONCURRENCY_PER_ENGINE("64", "turns in flight per engine host and port, 1 to 10000"),
    GGSCALE_ENGINE_TURN_TIMEOUT("60s", "a whole turn call, 1s to 10m"),
    GGSCALE_ENGINE_INIT_TIMEOUT("60s", "a whole init call, and the start of an engine, 1s to 10m"),
    GGSCALE_ENGINE_CALL_TIMEOUT("15s", "any other call to an engine, 100ms to 10m"),
    GGSCALE_ENGINE_PROBE_INTERVAL(
            "10s", "how often an engine that this host runs is asked whether it is alive, 1s to 10m"),
    GGSCALE_INSTANCE_OPERATIONS("4", "engine instances that are prepared, started or ended at once, 1 to 256"),
    GGSCALE_RUNTIME_RECONCILE_INTERVAL("60s", "how often the engines that run are compared with the records, 1s to 1h"),
    GGSCALE_MEMBERSHIP_CACHE_MAX_GAMES("10000", "games whose memberships are remembered, 1 to 10000000"),
    GGSCALE_SHUTDOWN_TIMEOUT("20s", "how long a stop waits for turns in flight, 1s to 10m"),
    GGSCALE_LOG_FORMAT("json", "json or text"),
    GGSCALE_LOG_LEVEL("info", "error, warn, info, debug or trace"),
    GGSCALE_OTEL_TRACES_EXPORTER("none", "otlp, none or stdout: traces of requests and engine calls"),
    GGSCALE_OTEL_METRICS_EXPORTER("none", "otlp, none or stdout: the metrics, beside the page for Prometheus");

    private final String shownDefault;
    private final String meaning;
    private final boolean secret;

    Variable(String shownDefault, String meaning) {
        this(shownDefault, meaning, false);
    }

    Variable(String shownDefault, String meaning, boolean secret) {
        this.shownDefault = shownDefault;
        this.meaning = meaning;
        this.secret = secret;
    }

    /** Returns the default as the reference page shows it. */
    public String shownDefault() {
        return shownDefault;
    }

    /** Returns what the variable means, in one line. */
    public String meaning() {
        return meaning;
    }

    /** Returns whether the value is never printed and may be read from the file named by {@code NAME_FILE}. */
    public boolean secret() {
        return secret;
    }

    static Optional<Variable> find(String name) {
        return Arrays.stream(values())
                .filter(variable -> variable.name().equals(name))
                .findFirst();
    }

    static Variable nearest(String name) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(variable -> distance(variable.name(), name)))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
