/**
 * The benchmark {@code herd}: very many games that are due in the same second.
 *
 * <p>What one host plays in full, claim to commit over HTTP, is held against the bound that its two halves set when each
 * runs alone: the turn calls without a database, and the statements without an engine. Ledger and database are read
 * afterwards: a turn that is fast and lost is worth nothing.
 *
 * <p>Entry point: {@link org.ggscale.bench.herd.Herd}.
 */
@NullMarked
package org.ggscale.bench.herd;

import org.jspecify.annotations.NullMarked;
