package org.ggscale.core.engine;

import java.util.List;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/**
 * A game as a Java object: the engine contract without a network.
 *
 * <p>One object per game. It has to be conditional, because a running Java call cannot be fenced: {@link #turn} compares
 * and plays under one lock. An object keeps its state in memory unless it says {@link EngineCapability#DURABLE_STATE}.
 */
@Port
public interface InProcessEngine {
    /**
     * Initialises the game; the same init again answers as the first.
     *
     * @return {@link EngineReply.Answered} at turn 0, or {@link EngineReply.Refused}
     */
    EngineReply init(GameId gameId, List<RaceName> races);

    /** Says where the game stands; {@link EngineReply.Refused} with 404 before init. */
    EngineReply status();

    /**
     * Plays the turn after the expected one, if and only if the game is at the expected one.
     *
     * @return {@link EngineReply.Answered} with the new turn, or {@link EngineReply.Conflicted} with the one it is at
     */
    EngineReply turn(GameId gameId, long expectedTurn);

    /**
     * Takes a race out of the game, whatever that means in it.
     *
     * @return {@link BanishReply.Banished}, or {@link BanishReply.Refused}
     */
    BanishReply banish(RaceName race);

    /** Answers a player. */
    EngineAnswer relay(EngineRequest request);
}
