package org.ggscale.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** A client whose calls are not sent, or whose answers are lost; either way the engine did not answer. */
public final class FaultyEngineClient implements EngineClient {
    private final EngineClient client;
    private final Failpoints failpoints;

    /** Makes a client faulty. */
    public FaultyEngineClient(EngineClient client, Failpoints failpoints) {
        this.client = client;
        this.failpoints = failpoints;
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        return ask("init", () -> client.init(endpoint, gameId, races, timeout));
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return ask("status", () -> client.status(endpoint, gameId, timeout));
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        return ask("turn", () -> client.turn(endpoint, gameId, expectedTurn, timeout));
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        try {
            return failpoints.pass("EngineClient.banish", () -> client.banish(endpoint, gameId, race, timeout));
        } catch (UnavailableException e) {
            return new BanishReply.InDoubt(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        try {
            return failpoints.pass("EngineClient.relay", () -> client.relay(endpoint, gameId, request, timeout));
        } catch (UnavailableException e) {
            return new EngineAnswer.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        try {
            return failpoints.pass("EngineClient.alive", () -> client.alive(endpoint, timeout));
        } catch (UnavailableException e) {
            return false;
        }
    }

    private EngineReply ask(String call, Supplier<EngineReply> question) {
        try {
            return failpoints.pass("EngineClient." + call, question);
        } catch (UnavailableException e) {
            return new EngineReply.Unanswered(String.valueOf(e.getMessage()));
        }
    }
}
