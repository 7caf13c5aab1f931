package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import javax.sql.DataSource;
import org.ggscale.core.RejectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedder's plain login, which an administrator has given no more than it needs. */
class SingleLoginIT {
    private static final String GRANTED =
            "create role arena login password 'arena'; grant ggscale_app, ggscale_worker to arena;";
    private static final String OWNED = GRANTED + "create schema ggscale authorization arena;";

    private Schema administrator;

    @AfterEach
    void forget() {
        administrator.execute("drop schema if exists ggscale cascade; drop owned by arena cascade; drop role arena");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void works_with_both_roles_and_a_schema_of_its_own(Server server) {
        assertWorks(arena(server, OWNED));
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void works_with_both_roles_and_the_right_to_make_the_schema(Server server) {
        assertWorks(arena(server, GRANTED + "grant create on database ggscale to arena;"));
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void works_with_roles_that_it_may_take_on_and_does_not_inherit(Server server) {
        assertWorks(arena(server, OWNED + "alter role arena noinherit;"));
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void is_told_that_it_may_not_make_the_schema(Server server) {
        assertMigrationRefused(
                arena(server, GRANTED),
                "login arena may not create the schema ggscale: as an administrator,"
                        + " create schema ggscale authorization arena in the database ggscale");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void is_told_that_the_schema_is_not_its_own(Server server) {
        assertMigrationRefused(
                arena(server, GRANTED + "create schema ggscale;"),
                "login arena does not own the schema ggscale: as an administrator, alter schema ggscale owner to arena");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void is_told_which_role_it_is_not_granted(Server server) {
        assertMissing(
                arena(server, OWNED),
                "revoke ggscale_worker from arena",
                "login arena is not granted ggscale_worker: as an administrator, grant ggscale_worker to arena");
        assertMissing(
                arena(server, ""),
                "revoke ggscale_app from arena; grant ggscale_worker to arena",
                "login arena is not granted ggscale_app: as an administrator, grant ggscale_app to arena");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void is_told_that_a_role_may_not_use_the_schema(Server server) {
        assertMissing(
                arena(server, OWNED),
                "revoke usage on schema ggscale from ggscale_app",
                "role ggscale_app may not use the schema ggscale: as its owner, grant usage on schema ggscale to ggscale_app");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void is_told_that_roles_are_missing_which_it_may_not_make(Server server) {
        DataSource arena =
                arena(server, "create role arena login password 'arena'; create schema ggscale authorization arena");
        try {
            administrator.execute("alter role ggscale_app rename to aside");
            assertMigrationRefused(
                    arena,
                    "role ggscale_app is missing and arena may not create it: as an administrator,"
                            + " create role ggscale_app nologin; grant ggscale_app to arena;"
                            + " login arena is not granted ggscale_worker: as an administrator, grant ggscale_worker to arena");
        } finally {
            administrator.execute("alter role aside rename to ggscale_app");
        }
    }

    private DataSource arena(Server server, String rights) {
        administrator = Schema.of(server, "ggscale");
        administrator.execute(rights);
        PGSimpleDataSource arena = new PGSimpleDataSource();
        arena.setURL("jdbc:postgresql://127.0.0.1:" + administrator.postgres().port() + "/ggscale");
        arena.setUser("arena");
        arena.setPassword("arena");
        return arena;
    }

    private static void assertWorks(DataSource arena) {
        try (PostgresGgScale storage = PostgresGgScale.create(arena)) {
            assertThat(storage.migrate()).hasSize(Migrations.NEWEST);
            assertThat(storage.check()).isEmpty();
            assertThat(storage.migrate()).isEmpty();
        }
    }

    private static void assertMigrationRefused(DataSource arena, String sentence) {
        try (PostgresGgScale storage = PostgresGgScale.create(arena)) {
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(storage::migrate)
                    .withMessage(sentence);
        }
    }

    private void assertMissing(DataSource arena, String change, String sentence) {
        try (PostgresGgScale storage = PostgresGgScale.create(arena)) {
            storage.migrate();
            administrator.execute(change);
            assertThat(storage.check()).contains(sentence);
        }
    }
}
