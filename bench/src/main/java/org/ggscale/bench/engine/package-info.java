/**
 * An engine that is a judge: it plays no game, but writes down every turn it executes, before it answers.
 *
 * <p>It runs in a process of its own, for one game or for many behind one address. Whoever wants to know what really
 * happened reads its {@link org.ggscale.bench.engine.Ledger}, never the platform's word.
 *
 * <p>Entry point: {@link org.ggscale.bench.engine.LedgerEngine}.
 */
@NullMarked
package org.ggscale.bench.engine;

import org.jspecify.annotations.NullMarked;
