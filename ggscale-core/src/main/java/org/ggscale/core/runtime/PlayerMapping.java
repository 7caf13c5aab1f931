package org.ggscale.core.runtime;

import java.util.UUID;
import org.ggscale.core.game.Member;

/** A member of a game and the id that the engine gave to the member's race. */
public record PlayerMapping(Member member, UUID enginePlayerId) {}
