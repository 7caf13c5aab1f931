/**
 * A game server that was there before ggscale, and plays turn games on it now: {@code GameServer} joins the two,
 * {@code LowestNumber} is the game, {@code Demo} plays one to watch.
 */
@NullMarked
package org.ggscale.examples.embedding;

import org.jspecify.annotations.NullMarked;
