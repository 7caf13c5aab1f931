package org.ggscale.examples.sqlite;

import java.util.Optional;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.tenant.Tenants;

/** The tenants; the schema begins with the default one. */
final class SqliteTenants implements Tenants {
    private final Database database;

    SqliteTenants(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Tenant tenant) {
        return database.transact(session -> session.execute(
                        "insert into tenants (tenant, name) values (?, ?) on conflict do nothing",
                        tenant.id().value(),
                        tenant.name())
                > 0);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return database.transact(session -> session.first(
                "select name from tenants where tenant = ?", row -> new Tenant(id, row.getString("name")), id.value()));
    }
}
