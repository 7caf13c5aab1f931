package org.ggscale.core.memory;

import java.util.Optional;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.tenant.Tenants;

/** The tenants. */
final class InMemoryTenants implements Tenants {
    private final Tables tables;

    InMemoryTenants(Tables tables) {
        this.tables = tables;
        add(new Tenant(TenantId.DEFAULT, "default"));
    }

    @Override
    public boolean add(Tenant tenant) {
        return tables.transact(() -> tables.tenants.putIfAbsent(tenant.id(), tenant) == null);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return tables.transact(() -> Optional.ofNullable(tables.tenants.get(id)));
    }
}
