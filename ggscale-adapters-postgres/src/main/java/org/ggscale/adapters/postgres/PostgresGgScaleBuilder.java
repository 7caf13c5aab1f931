package org.ggscale.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Describes logins, pools and schema of a {@link PostgresGgScale}.
 *
 * <p>Requests are served as {@code ggscale_app}, work across tenants is done as {@code ggscale_worker}, and the owner of
 * the tables migrates. A login given for requests alone does all three: it takes on the first two for each statement.
 * Each of the three is a DSN, {@code postgres://user:password@host:port/database?sslmode=...} or a
 * {@code jdbc:postgresql:} URL, for which a pool is opened with the first call, or a data source, which is not closed.
 */
public final class PostgresGgScaleBuilder {
    private @Nullable Login requests;
    private @Nullable Login workers;
    private @Nullable Login migrations;
    private @Nullable String schema;
    private @Nullable Object metrics;
    private int maxConnections = 8;
    private boolean separateLogins;

    PostgresGgScaleBuilder() {}

    /**
     * Serves requests through this login; required.
     *
     * @throws IllegalArgumentException naming what is wrong with the DSN, never its password
     */
    public PostgresGgScaleBuilder requests(String dsn) {
        requests = new Login.Address(Dsn.parse(dsn));
        return this;
    }

    /** Serves requests through these connections; required. */
    public PostgresGgScaleBuilder requests(DataSource dataSource) {
        requests = new Login.Connections(dataSource);
        return this;
    }

    /** Works across tenants through this login, which has the rights of {@code ggscale_worker} alone. */
    public PostgresGgScaleBuilder workers(String dsn) {
        workers = new Login.Address(Dsn.parse(dsn));
        return this;
    }

    /** Works across tenants through these connections, whose login has the rights of {@code ggscale_worker} alone. */
    public PostgresGgScaleBuilder workers(DataSource dataSource) {
        workers = new Login.Connections(dataSource);
        return this;
    }

    /** Migrates through this login, which owns the tables; it is connected only while migrating. */
    public PostgresGgScaleBuilder migrations(String dsn) {
        migrations = new Login.Address(Dsn.parse(dsn));
        return this;
    }

    /** Migrates through these connections, whose login owns the tables. */
    public PostgresGgScaleBuilder migrations(DataSource dataSource) {
        migrations = new Login.Connections(dataSource);
        return this;
    }

    /** Keeps everything in this schema; without it, in the {@code search_path} of the DSN, else in {@code ggscale}. */
    public PostgresGgScaleBuilder schema(String name) {
        schema = Schemas.check(name);
        return this;
    }

    /** Opens up to this many connections per pool, 1 to 1,000; 8 unless told otherwise. */
    public PostgresGgScaleBuilder maxConnections(int count) {
        if (count < 1 || count > 1_000) {
            throw new IllegalArgumentException("a pool has 1 to 1000 connections, not " + count);
        }
        maxConnections = count;
        return this;
    }

    /**
     * Has the pools that are opened report to a registry: a Micrometer {@code MeterRegistry}, or another kind that HikariCP
     * knows.
     */
    public PostgresGgScaleBuilder metrics(Object registry) {
        metrics = registry;
        return this;
    }

    /**
     * Refuses logins that could be another role, or more: for production. {@code build()} refuses DSNs that share a login or
     * have a password that anybody would guess, {@code check()} what the server says of them.
     */
    public PostgresGgScaleBuilder requireSeparateLogins(boolean value) {
        separateLogins = value;
        return this;
    }

    /**
     * Returns the stores; nothing is connected yet.
     *
     * @throws IllegalArgumentException when the login for requests is missing, or when logins have to be separate and are
     *     not; the message holds no password
     */
    public PostgresGgScale build() {
        if (requests == null) {
            throw new IllegalArgumentException("the login for requests is missing");
        }
        Login served = requests;
        if (separateLogins) {
            SeparateLogins.check(served, workers, migrations);
        }
        boolean shared = workers == null;
        String name = schema != null ? schema : served.schema().orElse(Schemas.DEFAULT);
        List<HikariDataSource> opened = new ArrayList<>();
        return new PostgresGgScale(new Parts(
                gateway(served, PostgresGgScale.REQUEST_ROLE, shared, name, opened),
                gateway(workers == null ? served : workers, PostgresGgScale.WORKER_ROLE, shared, name, opened),
                (migrations == null ? served : migrations).forMigrating(),
                name,
                separateLogins,
                opened));
    }

    private Gateway gateway(Login login, String role, boolean shared, String schema, List<HikariDataSource> opened) {
        DataSource connections = login.forWork(role.replace('_', '-'), maxConnections, pool -> {
            pool.setMetricRegistry(metrics);
            opened.add(pool);
        });
        return new Gateway(connections, shared ? Optional.of(role) : Optional.empty(), schema);
    }

    /** What the stores are made of. */
    record Parts(
            Gateway requests,
            Gateway workers,
            DataSource migrator,
            String schema,
            boolean separateLogins,
            List<HikariDataSource> opened) {}
}
