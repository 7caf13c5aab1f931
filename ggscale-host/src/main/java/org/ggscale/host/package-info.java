/**
 * The host: the one program that wires the core to its adapters, and the only module that sees them all.
 *
 * <p>{@link org.ggscale.host.Main} reads a command; {@link org.ggscale.host.Host} opens everything in order and closes it in
 * reverse.
 */
@NullMarked
package org.ggscale.host;

import org.jspecify.annotations.NullMarked;
