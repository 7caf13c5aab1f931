package org.ggscale.testkit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** An engine that gives one reply to everything, and remembers what it was asked. */
final class ProbeEngine implements InProcessEngine {
    private final EngineReply reply;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<EngineRequest> requests = new CopyOnWriteArrayList<>();

    ProbeEngine(EngineReply reply) {
        this.reply = reply;
    }

    List<Call> calls() {
        return calls;
    }

    List<EngineRequest> requests() {
        return requests;
    }

    @Override
    public EngineReply init(GameId gameId, List<RaceName> races) {
        calls.add(new Call("init", gameId, races, 0));
        return reply;
    }

    @Override
    public EngineReply status() {
        return reply;
    }

    @Override
    public EngineReply turn(GameId gameId, long expectedTurn) {
        calls.add(new Call("turn", gameId, List.of(), expectedTurn));
        return reply;
    }

    @Override
    public EngineAnswer relay(EngineRequest request) {
        requests.add(request);
        return new EngineAnswer.Json(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
    }

    record Call(String name, GameId gameId, List<RaceName> races, long expectedTurn) {}
}
