package org.ggscale.adapters.postgres;

import java.util.Optional;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.tenant.Tenants;

/** The tenants; each sees itself alone. */
final class PostgresTenants implements Tenants {
    private static final Statement ADD = new Statement("tenants.add", """
            insert into ${schema}.tenants (tenant_id, name, created_at) values (:tenant, :name, now())
            on conflict (tenant_id) do nothing
            returning tenant_id
            """);

    private static final Statement FIND = new Statement("tenants.find", """
            select name from ${schema}.tenants where tenant_id = :tenant
            """);

    private final Gateway requests;

    PostgresTenants(Gateway requests) {
        this.requests = requests;
    }

    @Override
    public boolean add(Tenant tenant) {
        return !requests.query(
                        tenant.id(),
                        ADD,
                        all -> all.number("tenant", tenant.id().value()).text("name", tenant.name()),
                        (row, context) -> true)
                .isEmpty();
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return requests
                .query(
                        id,
                        FIND,
                        all -> all.number("tenant", id.value()),
                        (row, context) -> new Tenant(id, row.getString("name")))
                .stream()
                .findFirst();
    }
}
