package org.ggscale.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.HealthSnapshots;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OperationLog;
import org.ggscale.core.runtime.PlayerMappings;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.tenant.Tenants;
import org.ggscale.core.turn.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All stores in one schema of a PostgreSQL database, 15 or newer, under row security.
 *
 * <p>Any number of hosts work side by side on one schema. Each call is one statement, one trip and one transaction; no
 * connection is held between calls. Safe for many threads.
 *
 * <pre>{@code
 * var storage = PostgresGgScale.create(dataSource);
 * storage.migrate();
 * }</pre>
 */
public final class PostgresGgScale implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresGgScale.class);

    static final String REQUEST_ROLE = "ggscale_app";
    static final String WORKER_ROLE = "ggscale_worker";

    private final DataSource migrator;
    private final boolean shared;
    private final String schema;
    private final List<HikariDataSource> opened;
    private final Posture posture;
    private final Gateway workers;
    private final PostgresTenants tenants;
    private final PostgresEngineVersions engineVersions;
    private final PostgresRuntimeRecords runtimeRecords;
    private final PostgresTurns turns;
    private final PostgresPlayerMappings playerMappings;
    private final PostgresMemberships memberships;
    private final PostgresOperationLog operationLog;
    private final PostgresRuntimeEvents runtimeEvents;
    private final PostgresHealthSnapshots healthSnapshots;
    private final PostgresHosts hosts;

    PostgresGgScale(PostgresGgScaleBuilder.Parts parts) {
        Gateway requests = parts.requests();
        workers = parts.workers();
        migrator = parts.migrator();
        shared = requests.takesRole();
        schema = parts.schema();
        opened = parts.opened();
        posture = new Posture(requests, workers, parts.separateLogins());
        tenants = new PostgresTenants(requests);
        engineVersions = new PostgresEngineVersions(requests);
        runtimeRecords = new PostgresRuntimeRecords(requests, workers);
        turns = new PostgresTurns(requests, workers);
        playerMappings = new PostgresPlayerMappings(requests, workers);
        memberships = new PostgresMemberships(requests, workers);
        operationLog = new PostgresOperationLog(requests);
        runtimeEvents = new PostgresRuntimeEvents(workers);
        healthSnapshots = new PostgresHealthSnapshots(requests, workers);
        hosts = new PostgresHosts(workers);
    }

    /**
     * Uses an embedder's connections for everything, in the schema {@code ggscale}.
     *
     * <p>Their login owns the tables, and takes on a role without that right for each statement. It needs no more than to
     * own the schema, or CREATE on the database to make it, and to be granted {@code ggscale_app} and
     * {@code ggscale_worker}, or CREATEROLE to make them; {@link #migrate()} and {@link #check()} name what is missing. The
     * data source is not closed.
     */
    public static PostgresGgScale create(DataSource dataSource) {
        return builder().requests(dataSource).build();
    }

    /** Begins to describe logins, pools and schema. */
    public static PostgresGgScaleBuilder builder() {
        return new PostgresGgScaleBuilder();
    }

    /**
     * Applies the migrations that are missing, creating the schema and, where the login may, the roles. Hosts that call
     * it at once wait for each other as long as it takes, and say so in the log; timeouts of requests, in the DSN or of the
     * login, do not count for a DSN's connections.
     *
     * @return the names of those applied, empty when the schema was current
     * @throws org.ggscale.core.UnavailableException when the server does not answer
     * @throws RejectedException when it refuses a step, naming a right that is missing; the steps before it are applied
     */
    public List<String> migrate() {
        Gateway login = new Gateway(migrator, Optional.empty(), schema);
        Rights rights = new Rights(login, List.of(REQUEST_ROLE, WORKER_ROLE), shared, true);
        if (!rights.mayMakeTables()) {
            throw new RejectedException(String.join("; ", rights.missing()));
        }
        try {
            return Migrations.apply(migrator, schema, LOG::info);
        } catch (RejectedException e) {
            throw Rights.explain(e, List.of(rights));
        }
    }

    /**
     * Looks at all that {@link #check()} does, and at what may lose commits that were acknowledged.
     *
     * <p>One finding a subject, in the order they were looked at; what cannot be looked at for a problem before it is left
     * out. A host whose findings have no problems can start.
     */
    public List<PostgresFinding> inspect() {
        return posture.inspect();
    }

    @Override
    public Optional<String> check() {
        return posture.check();
    }

    @Override
    public Tenants tenants() {
        return tenants;
    }

    @Override
    public EngineVersions engineVersions() {
        return engineVersions;
    }

    @Override
    public RuntimeRecords runtimeRecords() {
        return runtimeRecords;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public PlayerMappings playerMappings() {
        return playerMappings;
    }

    @Override
    public Memberships memberships() {
        return memberships;
    }

    @Override
    public OperationLog operationLog() {
        return operationLog;
    }

    @Override
    public RuntimeEvents runtimeEvents() {
        return runtimeEvents;
    }

    @Override
    public HealthSnapshots healthSnapshots() {
        return healthSnapshots;
    }

    @Override
    public Hosts hosts() {
        return hosts;
    }

    @Override
    public Pulse pulse(Beat beat) {
        return ClaimDue.run(workers, beat);
    }

    @Override
    public void close() {
        opened.forEach(HikariDataSource::close);
    }
}
