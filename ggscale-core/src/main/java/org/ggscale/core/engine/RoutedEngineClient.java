package org.ggscale.core.engine;

import java.time.Duration;
import java.util.List;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** Calls Java objects directly and everything else through another client. */
public final class RoutedEngineClient implements EngineClient {
    private final InProcessEngines objects;
    private final EngineClient others;

    /** Creates a router. */
    public RoutedEngineClient(InProcessEngines objects, EngineClient others) {
        this.objects = objects;
        this.others = others;
    }

    private EngineClient to(EngineEndpoint endpoint) {
        return InProcessEngines.serves(endpoint) ? objects : others;
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        return to(endpoint).init(endpoint, gameId, races, timeout);
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return to(endpoint).status(endpoint, gameId, timeout);
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        return to(endpoint).turn(endpoint, gameId, expectedTurn, timeout);
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        return to(endpoint).banish(endpoint, gameId, race, timeout);
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        return to(endpoint).relay(endpoint, gameId, request, timeout);
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        return to(endpoint).alive(endpoint, timeout);
    }
}
