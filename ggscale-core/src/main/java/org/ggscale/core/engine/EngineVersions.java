package org.ggscale.core.engine;

import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.Port;
import org.ggscale.core.tenant.TenantId;

/**
 * The engine versions of every tenant.
 *
 * <p>Versions that differ only in build metadata are the same version.
 */
@Port
public interface EngineVersions {
    /** Adds a version if and only if the tenant has none of the same precedence. */
    Creation create(TenantId tenant, EngineVersion version);

    /** Finds a version in any status. */
    Optional<EngineVersion> find(TenantId tenant, SemanticVersion version);

    /** Lists versions by ascending precedence, all or those of one status. */
    Page<EngineVersion> list(TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page);

    /** How a creation ended. */
    sealed interface Creation {
        /** The version is stored. */
        record Created(EngineVersion version) implements Creation {}

        /** Nothing was stored: the tenant has this version. */
        record AlreadyExists(EngineVersion current) implements Creation {}
    }
}
