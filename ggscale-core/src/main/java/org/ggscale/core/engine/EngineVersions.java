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

    /**
     * Changes what a change names and nothing else, atomically.
     *
     * @return the version as it is stored now; empty when the tenant has none of this precedence
     */
    Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change);

    /** Deletes a version if and only if every runtime of the tenant that is on it has stopped or finished. */
    Deletion delete(TenantId tenant, SemanticVersion version);

    /** Lists versions by ascending precedence, all or those of one status. */
    Page<EngineVersion> list(TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page);

    /**
     * What becomes of a version; a part that is empty stays as it is.
     *
     * @param options replaced as a whole
     */
    record Change(Optional<ImageRef> imageRef, Optional<EngineOptions> options, Optional<EngineVersion.Status> status) {
        /** A change of the status alone. */
        public static Change to(EngineVersion.Status status) {
            return new Change(Optional.empty(), Optional.empty(), Optional.of(status));
        }
    }

    /** How a deletion ended. */
    sealed interface Deletion {
        /** The version is gone. */
        record Deleted() implements Deletion {}

        /** Nothing was deleted: a runtime that has neither stopped nor finished is on this version. */
        record InUse() implements Deletion {}

        /** The tenant has none of this precedence. */
        record NotFound() implements Deletion {}
    }

    /** How a creation ended. */
    sealed interface Creation {
        /** The version is stored. */
        record Created(EngineVersion version) implements Creation {}

        /** Nothing was stored: the tenant has this version. */
        record AlreadyExists(EngineVersion current) implements Creation {}
    }
}
