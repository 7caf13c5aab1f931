package org.ggscale.core.tenant;

/**
 * Whose data it is.
 *
 * @param name 1 to 128 characters, for people
 */
public record Tenant(TenantId id, String name) {
    /** Refuses names that are too short or too long. */
    public Tenant {
        if (name.isBlank() || name.codePointCount(0, name.length()) > 128) {
            throw new IllegalArgumentException("a tenant's name has 1 to 128 characters and is not blank");
        }
    }
}
