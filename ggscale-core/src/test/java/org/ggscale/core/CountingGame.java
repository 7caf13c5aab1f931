package org.ggscale.core;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.jspecify.annotations.Nullable;

/** A game whose turns only count, and that ends after some. */
final class CountingGame implements InProcessEngine {
    private final long lastTurn;
    private final List<EngineRequest> requests = new ArrayList<>();
    private List<EngineState.Race> races = List.of();
    private @Nullable GameId gameId;
    private long turn;

    CountingGame(long lastTurn) {
        this.lastTurn = lastTurn;
    }

    @Override
    public synchronized EngineReply init(GameId game, List<RaceName> names) {
        gameId = game;
        races = names.stream()
                .map(name -> new EngineState.Race(UUID.randomUUID(), name.value(), 1, 100, false))
                .toList();
        return status();
    }

    @Override
    public synchronized EngineReply status() {
        return gameId == null
                ? new EngineReply.Refused(404, "not initialised")
                : new EngineReply.Answered(new EngineState(
                        gameId, turn, "counting", races, turn == lastTurn, Set.of(EngineCapability.CONDITIONAL_TURN)));
    }

    @Override
    public synchronized EngineReply turn(GameId game, long expectedTurn) {
        if (expectedTurn != turn && status() instanceof EngineReply.Answered(EngineState state)) {
            return new EngineReply.Conflicted(state);
        }
        turn++;
        return status();
    }

    @Override
    public synchronized EngineAnswer relay(EngineRequest request) {
        requests.add(request);
        return new EngineAnswer.Json(new ByteArrayInputStream("{\"turn\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    synchronized List<EngineRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized long turn() {
        return turn;
    }
}
