package org.ggscale.core.game;

/** A user and the race that the user plays in one game. */
public record Member(UserId userId, RaceName raceName) {}
