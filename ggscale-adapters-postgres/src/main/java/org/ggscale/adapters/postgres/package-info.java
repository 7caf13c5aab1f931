/**
 * All stores on PostgreSQL.
 *
 * <p>Entry point: {@link org.ggscale.adapters.postgres.PostgresGgScale}. Every statement takes one path, {@code Gateway},
 * which sends the tenant (and with a single login the role) in the same trip, so that row security holds for it. The
 * schema is made by the files in {@code migrations}.
 */
@NullMarked
package org.ggscale.adapters.postgres;

import org.jspecify.annotations.NullMarked;
