/** The identities that all domains of a turn game share: the game, its players and their races. */
@NullMarked
package org.ggscale.core.game;

import org.jspecify.annotations.NullMarked;
