package org.ggscale.core.engine;

import java.time.Duration;
import java.util.List;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/**
 * Calls engines as the engine contract says.
 *
 * <p>Every call is sent at most once: no redirect, no retry. A call never throws for what an engine did or did not
 * answer; that is the reply. No state is kept between calls but connections. Safe for many threads at once; interrupting
 * a calling thread ends its call with {@link EngineReply.Unanswered} and keeps the interrupt.
 */
@Port
public interface EngineClient {
    /**
     * Initialises the game: {@code POST /api/v1/admin/init}.
     *
     * @param timeout of the whole call: connect, headers and body
     */
    EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout);

    /** Asks where the game stands: {@code GET /api/v1/admin/status}; a game before init is {@code Refused} with 404 or 409. */
    EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout);

    /**
     * Generates one turn: {@code PUT /api/v1/admin/turn}. Irreversible, so the request is sent once at most.
     *
     * @param expectedTurn the turn the engine is at; the one to generate is the next
     */
    EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout);

    /** Takes a race out of the game: {@code POST /api/v1/admin/race/banish}. */
    BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout);

    /** Passes a player's call through. */
    EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout);

    /** Returns whether {@code GET /healthz} answered 200 in time. */
    boolean alive(EngineEndpoint endpoint, Duration timeout);
}
