/**
 * A PostgreSQL server of one's own: unpacked, initialised, started and stopped by this process, its data in a directory.
 *
 * <p>Entry point: {@link org.ggscale.adapters.postgres.embedded.EmbeddedPostgres}.
 */
@NullMarked
package org.ggscale.adapters.postgres.embedded;

import org.jspecify.annotations.NullMarked;
