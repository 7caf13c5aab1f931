package org.ggscale.testkit;

import java.util.List;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** A game that leaves everything to another one, but for what a test overrides. */
public class ForwardingGame implements InProcessEngine {
    private final InProcessEngine real;

    public ForwardingGame(InProcessEngine real) {
        this.real = real;
    }

    @Override
    public EngineReply init(GameId gameId, List<RaceName> races) {
        return real.init(gameId, races);
    }

    @Override
    public EngineReply status() {
        return real.status();
    }

    @Override
    public EngineReply turn(GameId gameId, long expectedTurn) {
        return real.turn(gameId, expectedTurn);
    }

    @Override
    public BanishReply banish(RaceName race) {
        return real.banish(race);
    }

    @Override
    public EngineAnswer relay(EngineRequest request) {
        return real.relay(request);
    }
}
