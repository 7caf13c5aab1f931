/**
 * One part of somebody's server, {@code Arena}, and what it needs of ggscale, wired by three containers.
 *
 * <p>The core knows none of them: whatever it needs comes in through constructors and its builder, and the builder is one
 * method in each container.
 */
@NullMarked
package org.ggscale.examples.wiring;

import org.jspecify.annotations.NullMarked;
