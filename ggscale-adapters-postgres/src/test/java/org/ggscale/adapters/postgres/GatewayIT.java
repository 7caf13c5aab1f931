package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.RejectedException;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.Test;

/** What travels with a statement holds for it and for nothing else, whoever used the connection before. */
class GatewayIT {
    private static final int TRANSACTIONS = 10_000;
    private static final int TENANTS = 10;

    /** No predicate: only row security tells tenants apart. */
    private static final Statement TENANTS_SEEN = new Statement("test.tenants", """
            select tenant_id, current_user as who from ${schema}.runtime_records
            """);

    private static final Statement BROKEN = new Statement("test.broken", """
            select 1 / (count(*) - count(*)) from ${schema}.runtime_records
            """);
    private static final Statement TYPES = new Statement("test.types", """
            select :text || coalesce(:none, '') || :uuid || coalesce(:no_uuid, :uuid) || :number
                || coalesce(:no_number, 1) || :instant || coalesce(:no_instant, :instant) || :truth as all
            from ${schema}.runtime_records
            """);

    @Test
    void of_ten_thousand_transactions_on_eight_connections_none_touches_a_foreign_row() throws Exception {
        Schema schema = Schema.migrated(Server.NEWEST, "traffic");
        assertNothingForeign(
                TenantTraffic.run(schema, schema.postgres().applicationUrl(), Optional.empty(), TRANSACTIONS, 1));
    }

    @Test
    void nor_with_a_login_that_takes_on_the_role_for_each() throws Exception {
        Schema schema = Schema.migratedBySingleLogin(Server.NEWEST, "traffic");
        assertNothingForeign(
                TenantTraffic.run(schema, schema.singleUrl(), Optional.of("ggscale_app"), TRANSACTIONS, 2));
    }

    @Test
    void a_table_without_row_security_would_be_noticed() throws Exception {
        Schema schema = Schema.migrated(Server.NEWEST, "traffic");
        schema.execute("alter table runtime_records disable row level security");

        assertThat(TenantTraffic.run(schema, schema.postgres().applicationUrl(), Optional.empty(), 1_000, 3).wrong)
                .isNotEmpty();
    }

    /** Each deny has its control: what is a tenant's own is read and written all the while. */
    private static void assertNothingForeign(TenantTraffic.Sum sum) {
        assertThat(sum.wrong).isEmpty();
        assertThat(sum.transactions).hasValue(TRANSACTIONS);
        assertThat(sum.rows).hasValueGreaterThan(TRANSACTIONS / 4);
        assertThat(sum.refused).hasValueGreaterThan(TRANSACTIONS / 6);
    }

    private static int rowsOf(Gateway gateway, TenantId tenant) {
        List<String> rows = gateway.query(
                tenant, TENANTS_SEEN, all -> {}, (row, context) -> row.getLong("tenant_id") + row.getString("who"));
        assertThat(rows).containsExactly(tenant + "ggscale_app");
        return rows.size();
    }

    @Test
    void nothing_stays_on_the_connection() throws Exception {
        Schema schema = filled("gateway");
        try (HikariDataSource pool = pool(schema, 1, Map.of())) {
            Gateway gateway = new Gateway(pool, Optional.of("ggscale_app"), schema.name());
            rowsOf(gateway, new TenantId(3));
            assertThatThrownBy(() -> gateway.query(new TenantId(3), BROKEN, all -> {}, (row, context) -> 0))
                    .isInstanceOf(RejectedException.class);
            try (Connection connection = pool.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select current_user, current_setting('app.tenant_id', true)")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("ggscale_single");
                assertThat(row.getString(2)).isNullOrEmpty();
            }
        }
    }

    @Test
    void the_settings_still_hold_when_the_driver_has_prepared_the_statement() throws Exception {
        Schema schema = filled("gateway");
        for (String stringType : List.of("varchar", "unspecified")) {
            try (HikariDataSource pool = pool(schema, 1, Map.of("prepareThreshold", "1", "stringtype", stringType))) {
                Gateway gateway = new Gateway(pool, Optional.of("ggscale_app"), schema.name());
                for (int i = 0; i < 10; i++) {
                    assertThat(gateway.query(new TenantId(3), TYPES, GatewayIT::bindAllTypes, (row, context) -> 0))
                            .as("%s, execution %d", stringType, i)
                            .hasSize(1);
                }
            }
        }
    }

    private static void bindAllTypes(Parameters all) {
        all.text("text", "a")
                .text("none", Optional.empty())
                .uuid("uuid", new java.util.UUID(1, 2))
                .uuid("no_uuid", Optional.empty())
                .number("number", 3)
                .number("no_number", Optional.empty())
                .instant("instant", java.time.Instant.EPOCH)
                .instant("no_instant", Optional.empty())
                .truth("truth", true);
    }

    /** Has one record of each tenant, made by the login that is its owner. */
    private static Schema filled(String name) {
        Schema schema = Schema.migratedBySingleLogin(Server.NEWEST, name);
        List<String> rows = new ArrayList<>();
        for (int tenant = 1; tenant <= TENANTS + 1; tenant++) {
            rows.add(TenantTables.insert("runtime_records", tenant));
        }
        schema.execute(String.join("; ", rows));
        return schema;
    }

    private static HikariDataSource pool(Schema schema, int size, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(Dsn.parse(schema.singleUrl()).dataSource(all));
        pool.setMaximumPoolSize(size);
        return pool;
    }
}
