package org.ggscale.core.tenant;

/**
 * The identity of a tenant.
 *
 * @param value a positive number, as printed by provisioning
 */
public record TenantId(long value) {
    /** The tenant of callers that name none. */
    public static final TenantId DEFAULT = new TenantId(1);

    /** Refuses numbers below 1. */
    public TenantId {
        if (value < 1) {
            throw new IllegalArgumentException("a tenant id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
