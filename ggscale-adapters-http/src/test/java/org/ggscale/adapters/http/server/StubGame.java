package org.ggscale.adapters.http.server;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.jspecify.annotations.Nullable;

/** A game whose turns only count, and whose answers can be bent. */
final class StubGame implements InProcessEngine {
    final Queue<EngineRequest> requests = new ConcurrentLinkedQueue<>();
    volatile Function<EngineRequest, EngineAnswer> relay = request -> json("{\"turn\": 1}");
    volatile UnaryOperator<EngineReply> turnReply = reply -> reply;
    volatile UnaryOperator<EngineReply> statusReply = reply -> reply;
    final Queue<RaceName> banished = new ConcurrentLinkedQueue<>();
    volatile BanishReply banishReply = new BanishReply.Banished();
    volatile long lastTurn = Long.MAX_VALUE;

    private List<EngineState.Race> races = List.of();
    private @Nullable GameId gameId;
    private long turn;

    static EngineAnswer json(String text) {
        return new EngineAnswer.Json(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public synchronized EngineReply init(GameId game, List<RaceName> names) {
        gameId = game;
        races = names.stream()
                .map(name -> new EngineState.Race(UUID.randomUUID(), name.value(), 1, 100.5, false))
                .toList();
        return stands();
    }

    @Override
    public EngineReply status() {
        return statusReply.apply(stands());
    }

    private synchronized EngineReply stands() {
        return gameId == null
                ? new EngineReply.Refused(404, "not initialised")
                : new EngineReply.Answered(new EngineState(
                        gameId, turn, "stub", races, turn == lastTurn, Set.of(EngineCapability.CONDITIONAL_TURN)));
    }

    @Override
    public EngineReply turn(GameId game, long expectedTurn) {
        return turnReply.apply(count(expectedTurn));
    }

    /** Returns how many turns it has played. */
    synchronized long turns() {
        return turn;
    }

    private synchronized EngineReply count(long expectedTurn) {
        if (expectedTurn != turn && stands() instanceof EngineReply.Answered(EngineState state)) {
            return new EngineReply.Conflicted(state);
        }
        turn++;
        return stands();
    }

    @Override
    public BanishReply banish(RaceName race) {
        banished.add(race);
        return banishReply;
    }

    @Override
    public EngineAnswer relay(EngineRequest request) {
        requests.add(request);
        return relay.apply(request);
    }
}
