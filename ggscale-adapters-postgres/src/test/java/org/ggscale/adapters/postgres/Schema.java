package org.ggscale.adapters.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;

/** A schema of a test server, empty when it is made. */
final class Schema {
    private final EmbeddedPostgres postgres;
    private final String name;

    private Schema(EmbeddedPostgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** Returns a schema as it is. */
    static Schema of(Server server, String name) {
        return new Schema(server.postgres(), name);
    }

    /** Drops the schema and whatever is in it. */
    static Schema dropped(Server server, String name) {
        Schema schema = of(server, name);
        schema.execute("drop schema if exists " + name + " cascade");
        return schema;
    }

    /** Makes the schema anew, with an owner and a login for each role. */
    static Schema migrated(Server server, String name) {
        Schema schema = dropped(server, name);
        migrate(schema.separateLogins());
        return schema;
    }

    /** Makes the schema anew, with one login for everything. */
    static Schema migratedBySingleLogin(Server server, String name) {
        Schema schema = dropped(server, name);
        migrate(schema.singleLogin());
        return schema;
    }

    private static void migrate(PostgresGgScaleBuilder builder) {
        try (PostgresGgScale storage = builder.build()) {
            storage.migrate();
        }
    }

    String name() {
        return name;
    }

    /** Begins stores with a login for each role. */
    PostgresGgScaleBuilder separateLogins() {
        return PostgresGgScale.builder()
                .requests(postgres.applicationUrl())
                .workers(postgres.workerUrl())
                .migrations(postgres.migratorUrl())
                .schema(name)
                .requireSeparateLogins(true);
    }

    /** Begins stores with the owner's login, which takes on the roles. */
    PostgresGgScaleBuilder singleLogin() {
        return PostgresGgScale.builder().requests(singleUrl()).schema(name);
    }

    /** Returns the URL of a login that may create roles and is granted those of ggscale. */
    String singleUrl() {
        execute("""
                do $$ begin
                    if not exists (select from pg_roles where rolname = 'ggscale_single') then
                        create role ggscale_single login createrole password 'single';
                    end if;
                    grant ggscale_app, ggscale_worker to ggscale_single;
                    execute format('grant create on database %I to ggscale_single', current_database());
                end $$
                """);
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/ggscale?user=ggscale_single&password=single";
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    /** Empties all tables; of the tenants the default one stays. */
    void clear() {
        execute(tables().stream()
                .filter(table -> !table.equals(Migrations.HISTORY))
                .map(table -> "delete from " + table + (table.equals("tenants") ? " where tenant_id <> 1" : ""))
                .collect(Collectors.joining("; ")));
    }

    /** Returns the names of all tables in order. */
    List<String> tables() {
        return query(
                "select tablename from pg_tables where schemaname = '" + name + "' order by tablename collate \"C\"");
    }

    /** Runs statements as the superuser, with this schema in the path. */
    void execute(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns the first column of a query by the superuser. */
    List<String> query(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Connection superuser() throws SQLException {
        return connect(postgres.superuserUrl());
    }

    /** Connects with this schema in the path. */
    Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url + "&currentSchema=" + name);
    }
}
