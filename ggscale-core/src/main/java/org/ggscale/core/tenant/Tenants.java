package org.ggscale.core.tenant;

import java.util.Optional;
import org.ggscale.core.Port;

/** The tenants; {@link TenantId#DEFAULT} is there from the beginning, under any name. */
@Port
public interface Tenants {
    /**
     * Adds a tenant if and only if none has its id.
     *
     * @return whether it was added
     */
    boolean add(Tenant tenant);

    /** Finds a tenant. */
    Optional<Tenant> find(TenantId id);
}
