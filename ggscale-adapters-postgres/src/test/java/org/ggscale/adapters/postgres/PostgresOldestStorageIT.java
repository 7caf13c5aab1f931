package org.ggscale.adapters.postgres;

/** The oldest server, a login for each role. */
class PostgresOldestStorageIT extends PostgresStorageContracts {
    PostgresOldestStorageIT() {
        super(Schema.migrated(Server.OLDEST, "oldest"), Schema::separateLogins);
    }
}
