package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code check()} says stands in the way. */
class PostureIT {
    private Schema schema;

    @BeforeEach
    void migrate() {
        schema = Schema.migrated(Server.NEWEST, "posture");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void nothing_with_a_login_for_each_role(Server server) {
        assertNothing(Schema.migrated(server, "posture").separateLogins());
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void nothing_with_a_single_login_where_that_is_allowed(Server server) {
        assertNothing(Schema.migratedBySingleLogin(server, "posture").singleLogin());
    }

    @Test
    void nothing_with_a_superusers_single_login_that_takes_on_the_roles() {
        assertNothing(asSuperuser());
    }

    @Test
    void a_server_that_is_away() {
        assertProblem(
                PostgresGgScale.builder().requests("postgres://ada:hush@127.0.0.1:1/db?connect_timeout=1"),
                "PostgreSQL does not answer: ");
    }

    @Test
    void a_wrong_password_which_is_not_shown() {
        String url = schema.postgres().applicationUrl().replaceFirst("password=.*", "password=hush&connect_timeout=1");
        assertProblem(
                PostgresGgScale.builder().requests(url), "password authentication failed for user \"ggscale_app\"");
    }

    @Test
    void no_tables_at_all() {
        Schema empty = Schema.dropped(Server.NEWEST, "posture");
        assertProblem(empty.separateLogins(), "migrations are pending: the schema has no tables of ggscale");
    }

    @Test
    void a_migration_that_is_not_applied() {
        schema.execute("delete from posture.ggscale_migrations where version = '2'");
        assertProblem(schema.separateLogins(), "migrations are pending: V1 is applied, V2 is needed");
    }

    @Test
    void a_newer_schema_is_no_problem() {
        schema.execute(
                "insert into posture.ggscale_migrations select installed_rank + 1, '99', description, type, script,"
                        + " checksum, installed_by, installed_on, execution_time, success from posture.ggscale_migrations"
                        + " where version = '2'");
        assertNothing(schema.separateLogins());
    }

    @Test
    void a_shared_login_where_separate_ones_are_required() {
        assertProblem(
                Schema.migratedBySingleLogin(Server.NEWEST, "posture")
                        .singleLogin()
                        .requireSeparateLogins(true),
                "login ggscale_single owns the tables");
        assertProblem(asSuperuser().requireSeparateLogins(true), "login postgres is a superuser");
    }

    @Test
    void a_login_that_is_granted_the_other_role_where_separate_ones_are_required() {
        try {
            schema.execute("grant ggscale_worker to ggscale_app");
            assertProblem(schema.separateLogins(), "login ggscale_app is also granted ggscale_worker");
        } finally {
            schema.execute("revoke ggscale_worker from ggscale_app");
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void a_login_that_could_pass_row_security_or_become_another_where_separate_ones_are_required(Server server) {
        Schema strict = Schema.migrated(server, "posture");
        strict.execute("create role wider nologin bypassrls");
        try {
            strict.execute("grant wider to ggscale_app");
            assertProblem(strict.separateLogins(), "login ggscale_app may take on a role that passes row security");
            strict.execute("revoke wider from ggscale_app; alter role ggscale_worker createrole");
            assertProblem(strict.separateLogins(), "login ggscale_worker may create roles");
            assertNothing(strict.separateLogins().requireSeparateLogins(false));
        } finally {
            strict.execute("drop role wider; alter role ggscale_worker nocreaterole");
        }
    }

    @Test
    void one_login_in_two_dsns_where_separate_ones_are_required() {
        assertRefused(
                schema.separateLogins().workers(schema.postgres().applicationUrl()),
                "the login ggscale_app is for requests and for workers, each of which has its own");
        assertRefused(
                schema.separateLogins().requests(schema.postgres().migratorUrl()),
                "the login ggscale_migrator is for requests and for migrations, each of which has its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ggscale_app", "Password", "changeme", "..."})
    void a_password_that_anybody_would_guess_where_separate_logins_are_required(String password) {
        String dsn = "postgres://ggscale_app:" + password + "@db/ggscale";
        assertRefused(
                schema.separateLogins().requests(dsn), "the login ggscale_app has a password that anybody would guess");
        assertThatCode(() -> schema.separateLogins()
                        .requests(dsn)
                        .requireSeparateLogins(false)
                        .build()
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void a_login_that_passes_row_security() {
        assertProblem(
                schema.separateLogins().requests(schema.postgres().superuserUrl()), "login postgres is a superuser");
        assertProblem(
                schema.separateLogins().workers(schema.postgres().migratorUrl()).requireSeparateLogins(false),
                "login ggscale_migrator owns the tables");
        try {
            schema.execute("alter role ggscale_app bypassrls");
            assertProblem(schema.separateLogins(), "login ggscale_app has BYPASSRLS");
        } finally {
            schema.execute("alter role ggscale_app nobypassrls");
        }
    }

    @Test
    void a_login_without_the_rights_of_its_role() {
        assertProblem(
                schema.separateLogins()
                        .workers(schema.postgres().applicationUrl())
                        .requireSeparateLogins(false),
                "login ggscale_app is not granted ggscale_worker");
    }

    @Test
    void a_single_login_that_may_not_take_on_the_roles() {
        Schema single = Schema.migratedBySingleLogin(Server.NEWEST, "posture");
        PostgresGgScaleBuilder builder = single.singleLogin();
        try {
            single.execute("revoke ggscale_app from ggscale_single");
            assertProblem(
                    builder,
                    "login ggscale_single is not granted ggscale_app: as an administrator, grant ggscale_app to ggscale_single");
        } finally {
            single.execute("grant ggscale_app to ggscale_single");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table outbox disable row level security | table outbox has no row security",
                "alter table outbox no force row level security | table outbox does not force row security",
                "drop policy tenant on outbox | table outbox lacks the policy of tenants",
                "alter policy tenant on outbox using (true) | table outbox lacks the policy of tenants",
                "alter policy tenant on outbox with check (true) | table outbox lacks the policy of tenants",
                "alter policy tenant on outbox using (tenant_id = current_setting('app.tenant_id')::bigint)"
                        + " | table outbox lacks the policy of tenants",
                "create policy too_wide on outbox for select using (true) | table outbox has a policy that opens it wider",
                "create policy too_wide on outbox to ggscale_app using (true)"
                        + " | table outbox has a policy that opens it wider",
                "create table forgotten (tenant_id bigint) | table forgotten has no row security",
            })
    void a_table_whose_row_security_is_not_whole(String change) {
        for (Server server : Server.values()) {
            Schema changed = Schema.migrated(server, "posture");
            changed.execute("set search_path = posture; " + change.split(" \\| ")[0]);
            assertProblem(changed.separateLogins(), change.split(" \\| ")[1]);
        }
    }

    @Test
    void connections_that_end_the_transaction_within_a_trip() {
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setURL(schema.postgres().applicationUrl() + "&preferQueryMode=simple");
        assertProblem(
                schema.separateLogins().requests(simple),
                "the data source does not keep two statements of one trip in one transaction");
    }

    private PostgresGgScaleBuilder asSuperuser() {
        return PostgresGgScale.builder()
                .requests(schema.postgres().superuserUrl())
                .schema("posture");
    }

    private static void assertNothing(PostgresGgScaleBuilder builder) {
        try (PostgresGgScale storage = builder.build()) {
            assertThat(storage.check()).isEmpty();
        }
    }

    private static void assertRefused(PostgresGgScaleBuilder builder, String problem) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(problem);
    }

    private static void assertProblem(PostgresGgScaleBuilder builder, String problem) {
        try (PostgresGgScale storage = builder.build()) {
            assertThat(storage.check())
                    .hasValueSatisfying(
                            found -> assertThat(found).contains(problem).doesNotContain("hush"));
        }
    }
}
