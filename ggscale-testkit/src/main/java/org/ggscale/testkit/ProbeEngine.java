package org.ggscale.testkit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** An engine that gives one reply to everything, and remembers what it was asked. */
final class ProbeEngine implements InProcessEngine {
    private final EngineReply reply;
    private final BanishReply banishReply;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<EngineRequest> requests = new CopyOnWriteArrayList<>();
    private final List<RaceName> banished = new CopyOnWriteArrayList<>();

    ProbeEngine(EngineReply reply) {
        this(reply, new BanishReply.Banished());
    }

    ProbeEngine(BanishReply reply) {
        this(new EngineReply.Unanswered("not asked"), reply);
    }

    private ProbeEngine(EngineReply reply, BanishReply banishReply) {
        this.reply = reply;
        this.banishReply = banishReply;
    }

    List<Call> calls() {
        return calls;
    }

    List<RaceName> banished() {
        return banished;
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
    public BanishReply banish(RaceName race) {
        banished.add(race);
        return banishReply;
    }

    @Override
    public EngineAnswer relay(EngineRequest request) {
        requests.add(request);
        return new EngineAnswer.Json(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
    }

    record Call(String name, GameId gameId, List<RaceName> races, long expectedTurn) {}
}
