package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the database itself lets each login do with rows of a tenant, whatever the statements ask for. */
class RowSecurityIT {
    /** Has rows; nobody has a row of the newcomer, which is what inserts try. */
    private static final int TENANT = 1;

    /** Tables with a tenant that is not compared with the setting for whatever the application reads and writes. */
    private static final String WITHOUT_POLICY = """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relnamespace = 'rows'::regnamespace and c.relkind in ('r', 'p')
                and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                    select from pg_policies p
                    where p.schemaname = 'rows' and p.tablename = c.relname and p.cmd = 'ALL'
                        and 'ggscale_app' = any (p.roles)
                        and p.qual ~ 'tenant_id = .*app.tenant_id' and coalesce(p.with_check, p.qual) = p.qual))
            order by 1
            """;

    private static final int STRANGER = 2;
    private static final int NEWCOMER = 3;

    @ParameterizedTest
    @EnumSource(Server.class)
    void each_login_does_with_each_table_what_it_may_and_nothing_else(Server server) throws Exception {
        Schema schema = filled(server);
        Map<String, Boolean> expected = new TreeMap<>();
        Map<String, Boolean> actual = new TreeMap<>();
        for (Login login : Login.values()) {
            try (Connection connection = schema.connect(login.url(schema))) {
                for (Setting setting : Setting.values()) {
                    for (String table : TenantTables.ROWS.keySet()) {
                        for (Command command : Command.values()) {
                            String cell = login + " " + setting + " " + table + " " + command;
                            expected.put(cell, login.may(setting, table, command));
                            actual.put(cell, isDone(connection, setting, table, command));
                        }
                    }
                }
            }
        }
        assertThat(actual).isEqualTo(expected).hasSize(3 * 5 * 11 * 4);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void each_command_works_where_nothing_denies_it(Server server) throws Exception {
        Schema schema = filled(server);
        try (Connection connection = schema.superuser()) {
            for (String table : TenantTables.ROWS.keySet()) {
                for (Command command : Command.values()) {
                    assertThat(isDone(connection, Setting.NONE, table, command))
                            .as("%s %s", command, table)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_row_cannot_be_moved_to_another_tenant(Server server) throws Exception {
        Schema schema = filled(server);
        try (Connection connection = schema.connect(schema.postgres().applicationUrl())) {
            for (String table : TenantTables.ROWS.keySet()) {
                String move = "update " + table + " set tenant_id = " + NEWCOMER;
                assertThat(isDone(connection, Setting.OWN.sql(TENANT), move))
                        .as(table)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void every_table_is_of_tenants_or_known_to_be_of_none(Server server) {
        Schema schema = Schema.migrated(server, "rows");
        Set<String> known = new TreeSet<>(TenantTables.ROWS.keySet());
        known.addAll(TenantTables.OTHERS);

        assertThat(schema.tables()).containsExactlyElementsOf(known);
        assertThat(schema.query("""
                        select relname from pg_class c join pg_attribute a on a.attrelid = c.oid and attname = 'tenant_id'
                        where relnamespace = 'rows'::regnamespace and relkind in ('r', 'p') order by 1
                        """)).containsExactlyElementsOf(new TreeSet<>(TenantTables.ROWS.keySet()));
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_table_with_a_tenant_has_a_policy_on_its_tenant_that_not_even_its_owner_passes(Server server) {
        Schema schema = Schema.migrated(server, "rows");
        assertThat(schema.query(WITHOUT_POLICY)).isEmpty();

        schema.execute("create table forgotten (tenant_id int8); create table half (tenant_id int8);"
                + " alter table half enable row level security, force row level security;"
                + " create policy tenant on half to ggscale_app using (true)");
        assertThat(schema.query(WITHOUT_POLICY)).containsExactly("forgotten", "half");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void every_unique_key_and_every_foreign_key_of_a_tenants_table_begins_with_the_tenant(Server server) {
        Schema schema = Schema.migrated(server, "rows");
        String first = """
                (select attname from pg_attribute where attrelid = %s and attnum = %s[%s])
                """;
        assertThat(schema.query("""
                        select i.indexrelid::regclass from pg_index i join pg_class c on c.oid = i.indrelid
                        where c.relnamespace = 'rows'::regnamespace and i.indisunique
                            and c.relname not in ('hosts', 'ggscale_migrations') and %s is distinct from 'tenant_id'
                        """.formatted(first.formatted("i.indrelid", "i.indkey", "0"))))
                .isEmpty();
        assertThat(schema.query("""
                        select conname from pg_constraint k
                        where connamespace = 'rows'::regnamespace and contype = 'f'
                            and (%s <> 'tenant_id' or %s <> 'tenant_id')
                        """.formatted(
                                first.formatted("k.conrelid", "k.conkey", "1"),
                                first.formatted("k.confrelid", "k.confkey", "1"))))
                .isEmpty();
    }

    private static Schema filled(Server server) {
        Schema schema = Schema.migrated(server, "rows");
        schema.execute("delete from tenants");
        for (int tenant : new int[] {TENANT, STRANGER, NEWCOMER}) {
            schema.execute(TenantTables.PARENTS.formatted(tenant));
        }
        for (int tenant : new int[] {TENANT, STRANGER}) {
            TenantTables.ROWS.keySet().forEach(table -> schema.execute(TenantTables.insert(table, tenant)));
        }
        return schema;
    }

    private static boolean isDone(Connection connection, Setting setting, String table, Command command)
            throws SQLException {
        int tenant = command == Command.INSERT ? NEWCOMER : TENANT;
        return isDone(connection, setting.sql(tenant), command.sql(table, tenant));
    }

    /** Returns whether a statement touched a row; it is rolled back. */
    private static boolean isDone(Connection connection, String setting, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(setting);
            return statement.executeUpdate(sql) > 0;
        } catch (SQLException e) {
            // Insufficient privilege, of the table or of the policy; a setting that is no number.
            assertThat(e.getSQLState()).as(sql).isIn("42501", "22P02");
            return false;
        } finally {
            connection.rollback();
        }
    }

    private enum Command {
        SELECT,
        INSERT,
        UPDATE,
        DELETE;

        String sql(String table, int tenant) {
            return switch (this) {
                // Counted by the command's own tag, as the others are.
                case SELECT ->
                    "create temporary table seen on commit drop as select from " + table + " where tenant_id = "
                            + tenant;
                case INSERT -> TenantTables.insert(table, tenant);
                case UPDATE -> "update " + table + " set tenant_id = tenant_id where tenant_id = " + tenant;
                case DELETE -> "delete from " + table + " where tenant_id = " + tenant;
            };
        }

        boolean isIn(String letters) {
            return letters.indexOf(Character.toLowerCase(name().charAt(0))) >= 0;
        }
    }

    private enum Setting {
        NONE,
        EMPTY,
        FOREIGN,
        OWN,
        GARBAGE;

        String sql(int tenant) {
            return switch (this) {
                // The first of all: after any other the setting is empty, no longer missing.
                case NONE -> "select";
                case EMPTY -> "set local app.tenant_id = ''";
                case FOREIGN -> "set local app.tenant_id = '" + STRANGER + "'";
                case OWN -> "set local app.tenant_id = '" + tenant + "'";
                case GARBAGE -> "set local app.tenant_id = '1 or true'";
            };
        }
    }

    private enum Login {
        APPLICATION,
        WORKER,
        OWNER;

        String url(Schema schema) {
            return switch (this) {
                case APPLICATION -> schema.postgres().applicationUrl();
                case WORKER -> schema.postgres().workerUrl();
                case OWNER -> schema.postgres().migratorUrl();
            };
        }

        boolean may(Setting setting, String table, Command command) {
            return switch (this) {
                case APPLICATION -> setting == Setting.OWN;
                case WORKER -> command.isIn(TenantTables.WORKERS.get(table));
                case OWNER -> false;
            };
        }
    }
}
