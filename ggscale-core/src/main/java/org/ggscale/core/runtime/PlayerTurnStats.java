package org.ggscale.core.runtime;

import org.ggscale.core.game.UserId;

/** How a player stands after a turn. */
public record PlayerTurnStats(UserId userId, long planets, double population) {}
