/**
 * What the backend does, as meters of the embedder's own Micrometer registry.
 *
 * <p>Meters never carry a game, a tenant or a player. Names and labels are listed in {@code docs/reference/metrics.md}.
 *
 * <p>Entry point: {@link org.ggscale.adapters.micrometer.GgScaleMetrics}.
 */
@NullMarked
package org.ggscale.adapters.micrometer;

import org.jspecify.annotations.NullMarked;
