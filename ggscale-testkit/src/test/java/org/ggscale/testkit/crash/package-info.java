/**
 * Crashes at every point of a short game.
 *
 * <p>A {@code Rehearsal} plays a few turns of one game on hosts of which the first has failpoints; {@code CrashPointsTest}
 * plays it once for each of them.
 */
@NullMarked
package org.ggscale.testkit.crash;

import org.jspecify.annotations.NullMarked;
