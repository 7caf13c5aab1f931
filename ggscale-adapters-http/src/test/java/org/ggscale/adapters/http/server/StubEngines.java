package org.ggscale.adapters.http.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.jspecify.annotations.Nullable;

/** External engines that answer what they are told to. */
final class StubEngines implements EngineClient {
    volatile @Nullable EngineReply initReply;
    volatile EngineReply statusReply = new EngineReply.Unanswered("nobody is there");
    volatile EngineReply turnReply = new EngineReply.Unanswered("nobody is there");

    /** Returns a state of a game with some races. */
    static EngineState state(GameId gameId, long turn, List<RaceName> races) {
        return new EngineState(
                gameId,
                turn,
                "stub",
                races.stream()
                        .map(race -> new EngineState.Race(UUID.randomUUID(), race.value(), 1, 1, false))
                        .toList(),
                false,
                Set.of());
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        EngineReply told = initReply;
        return told == null ? new EngineReply.Answered(state(gameId, 0, races)) : told;
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return statusReply;
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        return turnReply;
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        return new BanishReply.InDoubt("nobody is there");
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        return new EngineAnswer.Unanswered("nobody is there");
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        return true;
    }
}
