package org.ggscale.adapters.micrometer;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** Times the calls of a client by what came of them. */
final class MeteredEngineClient implements EngineClient {
    private static final String UNANSWERED = "unanswered";

    private final EngineClient client;
    private final Meters meters;
    private final Clock clock;

    MeteredEngineClient(EngineClient client, Meters meters, Clock clock) {
        this.client = client;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        return admin("init", () -> client.init(endpoint, gameId, races, timeout));
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return admin("status", () -> client.status(endpoint, gameId, timeout));
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        return admin("turn", () -> client.turn(endpoint, gameId, expectedTurn, timeout));
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        return timed("banish", () -> client.banish(endpoint, gameId, race, timeout), MeteredEngineClient::outcome);
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        String call = switch (request) {
            case EngineRequest.Commands commands -> "commands";
            case EngineRequest.Orders orders -> "orders";
            case EngineRequest.StoredOrders stored -> "stored_orders";
            case EngineRequest.Report report -> "report";
        };
        return timed(call, () -> client.relay(endpoint, gameId, request, timeout), MeteredEngineClient::outcome);
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        return timed("health", () -> client.alive(endpoint, timeout), alive -> alive ? "answered" : UNANSWERED);
    }

    private EngineReply admin(String call, Supplier<EngineReply> work) {
        return timed(call, work, MeteredEngineClient::outcome);
    }

    private <T> T timed(String call, Supplier<T> work, Function<T, String> outcome) {
        long begin = clock.monotonicTime();
        T result = work.get();
        meters.call(call, outcome.apply(result)).record(clock.monotonicTime() - begin, TimeUnit.NANOSECONDS);
        return result;
    }

    private static String outcome(EngineReply reply) {
        return switch (reply) {
            case EngineReply.Answered answered -> "answered";
            case EngineReply.Conflicted conflicted -> "conflicted";
            case EngineReply.Refused refused -> "refused";
            case EngineReply.Unanswered unanswered -> UNANSWERED;
            case EngineReply.Garbled garbled -> "garbled";
        };
    }

    private static String outcome(BanishReply reply) {
        return switch (reply) {
            case BanishReply.Banished banished -> "answered";
            case BanishReply.Refused refused -> "refused";
            case BanishReply.InDoubt doubt -> UNANSWERED;
        };
    }

    private static String outcome(EngineAnswer answer) {
        return switch (answer) {
            case EngineAnswer.Json json -> "answered";
            case EngineAnswer.Refused refused -> "refused";
            case EngineAnswer.Unanswered unanswered -> UNANSWERED;
            case EngineAnswer.Garbled garbled -> "garbled";
        };
    }
}
