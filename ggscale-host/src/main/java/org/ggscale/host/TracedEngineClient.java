package org.ggscale.host;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** Makes a span of every call of an engine; that of a player's call ends with the head of the answer. */
final class TracedEngineClient implements EngineClient {
    private final EngineClient client;
    private final Tracer tracer;

    TracedEngineClient(EngineClient client, Tracer tracer) {
        this.client = client;
        this.tracer = tracer;
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        return within(span("init", endpoint, gameId), () -> client.init(endpoint, gameId, races, timeout));
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return within(span("status", endpoint, gameId), () -> client.status(endpoint, gameId, timeout));
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        return within(span("turn", endpoint, gameId), () -> client.turn(endpoint, gameId, expectedTurn, timeout));
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        return within(span("banish", endpoint, gameId), () -> client.banish(endpoint, gameId, race, timeout));
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        String call = request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return within(span(call, endpoint, gameId), () -> client.relay(endpoint, gameId, request, timeout));
    }

    /** Health is asked for again and again, and is in no trace. */
    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        return client.alive(endpoint, timeout);
    }

    private Span span(String call, EngineEndpoint endpoint, GameId gameId) {
        return tracer.spanBuilder("engine " + call)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("url.full", endpoint.toString())
                .setAttribute("ggscale.game_id", gameId.toString())
                .startSpan();
    }

    private static <T> T within(Span span, Supplier<T> call) {
        try (Scope scope = span.makeCurrent()) {
            T result = call.get();
            String outcome = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            span.setAttribute("ggscale.outcome", outcome);
            if (result instanceof EngineReply.Unanswered || result instanceof EngineAnswer.Unanswered) {
                span.setStatus(StatusCode.ERROR);
            }
            return result;
        } finally {
            span.end();
        }
    }
}
