/**
 * All stores in memory: for tests, for embedders that need nothing to outlive the process, and to try things out.
 *
 * <p>The stores of all domains are one package because they are one thing: they share one set of tables and one lock, so
 * that a change, its events and its operation are one transaction, as in a database. They keep the same contracts as the
 * database adapters. Several hosts may share one {@link org.ggscale.core.memory.InMemoryStorage}, and play side by side.
 */
@NullMarked
package org.ggscale.core.memory;

import org.jspecify.annotations.NullMarked;
