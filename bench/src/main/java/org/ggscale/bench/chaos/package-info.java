/**
 * Faults made on purpose, judged by what engines wrote down.
 *
 * <p>{@code kill}: a host is started as an operator starts it, killed at seeded moments, and started again. While it is up,
 * {@link org.ggscale.bench.chaos.Progress} sees to it that every game moves or waits visibly for an operator; at the end
 * {@link org.ggscale.bench.chaos.Judge} holds the ledgers against what the platform says. Neither does any I/O, so both are
 * tested against hosts that err.
 *
 * <p>Entry point: {@link org.ggscale.bench.chaos.Kill}.
 */
@NullMarked
package org.ggscale.bench.chaos;

import org.jspecify.annotations.NullMarked;
