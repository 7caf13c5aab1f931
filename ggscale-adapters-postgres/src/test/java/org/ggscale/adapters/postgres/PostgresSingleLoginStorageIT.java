package org.ggscale.adapters.postgres;

/** One login that owns the tables, and one connection, so that every statement is soon prepared. */
class PostgresSingleLoginStorageIT extends PostgresStorageContracts {
    PostgresSingleLoginStorageIT() {
        super(
                Schema.migratedBySingleLogin(Server.NEWEST, "singlelogin"),
                schema -> schema.singleLogin().maxConnections(1));
    }
}
