/**
 * Tenants: whose data it is.
 *
 * <p>Every port call that touches tenant data takes a {@link org.ggscale.core.tenant.TenantId}; there is no ambient tenant.
 *
 * <p>Port: {@link org.ggscale.core.tenant.Tenants}.
 */
@NullMarked
package org.ggscale.core.tenant;

import org.jspecify.annotations.NullMarked;
