/**
 * How ggscale is measured: benchmarks against a limit or a peer, and faults made on purpose.
 *
 * <p>Entry points: {@link org.ggscale.bench.Bench} and {@link org.ggscale.bench.Chaos}.
 */
@NullMarked
package org.ggscale.bench;

import org.jspecify.annotations.NullMarked;
