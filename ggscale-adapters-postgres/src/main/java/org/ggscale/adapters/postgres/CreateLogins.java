package org.ggscale.adapters.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ggscale.core.RejectedException;
import org.postgresql.PGConnection;

/** Makes a database and the logins of its hosts, over one connection of an administrator. */
final class CreateLogins {
    private static final String MIGRATOR_ROLE = "ggscale_migrator";
    private static final List<String> ROLES =
            List.of(PostgresGgScale.REQUEST_ROLE, PostgresGgScale.WORKER_ROLE, MIGRATOR_ROLE);
    private static final int PASSWORD_BYTES = 24;
    private static final Map<String, String> CONNECTION = Map.of(
            "connectTimeout", "5",
            "socketTimeout", "60",
            "tcpKeepAlive", "true",
            "ApplicationName", "ggscale-database-roles");

    /** What stands in the way, asked before anything is changed. */
    private static final String OBSTACLES = """
            with me as (select * from pg_roles where rolname = current_user),
                 there as (select * from pg_roles where rolname in ('ggscale_app', 'ggscale_worker', 'ggscale_migrator'))
            select format('login %s lacks CREATEROLE: as a superuser, alter role %I createrole', rolname, rolname)
            from me where not (rolsuper or rolcreaterole)
            union all
            select format('login %s lacks CREATEDB: as a superuser, alter role %I createdb', rolname, rolname)
            from me where not (rolsuper or rolcreatedb) and not exists (select from pg_database where datname = ?)
            union all
            select format('role %s passes row security: alter role %I nosuperuser nobypassrls', rolname, rolname)
            from there where rolsuper or rolbypassrls
            union all
            select format('role %s is granted %s: revoke %I from %I', one.rolname, other.rolname, other.rolname, one.rolname)
            from there one join there other on one.oid <> other.oid and pg_has_role(one.oid, other.oid, 'member')
            where one.rolname <> 'ggscale_migrator' and not one.rolsuper
            union all
            select format('login %1$s may not grant %2$s on the database %3$s: as its owner, '
                || 'grant %2$s on database %3$I to %1$I with grant option', me.rolname, privilege, datname)
            from me, pg_database existing, (values ('connect'), ('create')) as needed(privilege)
            where datname = ? and not has_database_privilege(existing.oid, privilege || ' with grant option')
                and not has_database_privilege('public', existing.oid, privilege)
                and not exists (select from there where there.rolname = 'ggscale_migrator'
                    and has_database_privilege(there.rolname, existing.oid, privilege))
            """;

    private final Dsn administrator;
    private final String database;
    private final Connection connection;
    private final PGConnection driver;
    private final Map<String, String> dsns = new HashMap<>();
    private final List<String> renewed = new ArrayList<>();
    private String attempt = "looking what is there";

    private CreateLogins(Dsn administrator, String database, Connection connection) throws SQLException {
        this.administrator = administrator;
        this.database = database;
        this.connection = connection;
        this.driver = connection.unwrap(PGConnection.class);
    }

    static PostgresLogins run(Dsn administrator, String database) {
        try (Connection connection = administrator.dataSource(CONNECTION).getConnection()) {
            return new CreateLogins(administrator, database, connection).run();
        } catch (SQLException e) {
            throw Failures.translate("connecting to " + administrator, e);
        }
    }

    private PostgresLogins run() throws SQLException {
        try {
            List<String> obstacles = query(OBSTACLES, database, database);
            if (!obstacles.isEmpty()) {
                throw new RejectedException(String.join("; ", obstacles));
            }
            createDatabase();
            connection.setAutoCommit(false);
            for (String role : ROLES) {
                login(role);
            }
            grant("connect", ROLES);
            grant("create", List.of(MIGRATOR_ROLE));
            connection.commit();
        } catch (SQLException e) {
            throw Failures.translate(attempt, e);
        }
        return new PostgresLogins(
                dsn(PostgresGgScale.REQUEST_ROLE), dsn(PostgresGgScale.WORKER_ROLE), dsn(MIGRATOR_ROLE), renewed);
    }

    /** Outside of any transaction, as the server wants it; texts are UTF-8 whatever other databases hold. */
    private void createDatabase() throws SQLException {
        if (query("select datname from pg_database where datname = ?", database).isEmpty()) {
            attempt = "creating the database " + database;
            execute("create database " + quoted(database) + " template template0 encoding 'UTF8'");
        }
    }

    private void login(String role) throws SQLException {
        boolean there =
                !query("select rolname from pg_roles where rolname = ?", role).isEmpty();
        attempt = (there ? "changing" : "creating") + " the role " + role;
        execute((there ? "alter" : "create") + " role " + role + " login");
        if (there) {
            renewed.add(role);
        }
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        // The driver sends a verifier, so that no log of statements holds the password.
        driver.alterUserPassword(role, password.toCharArray(), "scram-sha-256");
        dsns.put(role, administrator.ofLogin(role, password, database));
    }

    /** Gives what is missing only: whoever may not give it may have no need to. */
    private void grant(String right, List<String> roles) throws SQLException {
        attempt = "granting " + right + " on the database " + database;
        for (String role : roles) {
            if (!query("select ? where not has_database_privilege(?, ?, ?)", role, role, database, right)
                    .isEmpty()) {
                execute("grant " + right + " on database " + quoted(database) + " to " + role);
            }
        }
    }

    private String dsn(String role) {
        return Objects.requireNonNull(dsns.get(role));
    }

    private String quoted(String name) throws SQLException {
        return driver.escapeIdentifier(name);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<String> column = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return column;
        }
    }
}
