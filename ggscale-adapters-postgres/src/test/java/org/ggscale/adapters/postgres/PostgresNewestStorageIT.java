package org.ggscale.adapters.postgres;

/** The newest server, a login for each role. */
class PostgresNewestStorageIT extends PostgresStorageContracts {
    PostgresNewestStorageIT() {
        super(Schema.migrated(Server.NEWEST, "newest"), Schema::separateLogins);
    }
}
