/** How a game is tested: its rules alone, on ggscale with a clock of the test, and with an engine that fails. */
@NullMarked
package org.ggscale.examples.testing;

import org.jspecify.annotations.NullMarked;
