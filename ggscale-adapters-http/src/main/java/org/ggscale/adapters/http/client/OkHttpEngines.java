package org.ggscale.adapters.http.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.Request;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/**
 * Calls engines over HTTP/1.1 with okhttp.
 *
 * <p>A request is written to a connection once: no redirect, credentials or retry of any kind. The one exception is a report
 * whose connection ended without a byte of an answer after it had been idle; it is asked once more. A deadline counts from
 * the call and covers the wait for a free place, the lookup of the name, connect, head and body. A kept connection that the
 * engine closed, or on which it sent what nobody asked for, is never written to.
 *
 * <p>Endpoints have to lie where the {@link EndpointPolicy} says, or on this machine's loopback; a call to another address
 * is {@code Unanswered} and nothing is sent. An endpoint that is not http or https is an {@link IllegalArgumentException}.
 *
 * <p>Safe for many threads at once, virtual ones included. Has no thread until the first call.
 */
public final class OkHttpEngines implements EngineClient, AutoCloseable {
    private final Wire wire;

    private OkHttpEngines(Wire wire) {
        this.wire = wire;
    }

    /** Creates a client with the default options. */
    public static OkHttpEngines create() {
        return builder().build();
    }

    /** Returns a builder that has the default options. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        return admin(EngineCalls.init(endpoint, gameId, races), timeout, true);
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return admin(EngineCalls.status(endpoint), timeout, false);
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        return admin(EngineCalls.turn(endpoint, gameId, expectedTurn), timeout, false);
    }

    private EngineReply admin(Request request, Duration timeout, boolean init) {
        try (Answer answer = wire.send(request, timeout)) {
            return Replies.admin(answer, init);
        } catch (GarbledAnswerException e) {
            return new EngineReply.Garbled(reason(e, timeout));
        } catch (IOException e) {
            return new EngineReply.Unanswered(reason(e, timeout));
        }
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        try (Answer answer = wire.send(EngineCalls.banish(endpoint, race), timeout)) {
            return Replies.banish(answer);
        } catch (IOException e) {
            return new BanishReply.InDoubt(reason(e, timeout));
        }
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        try {
            return relayed(send(EngineCalls.relay(endpoint, request), request, timeout));
        } catch (GarbledAnswerException e) {
            return new EngineAnswer.Garbled(reason(e, timeout));
        } catch (IOException e) {
            return new EngineAnswer.Unanswered(reason(e, timeout));
        }
    }

    private Answer send(Request call, EngineRequest request, Duration timeout) throws IOException {
        return request instanceof EngineRequest.Report ? wire.sendOrRepeat(call, timeout) : wire.send(call, timeout);
    }

    private static EngineAnswer relayed(Answer answer) throws IOException {
        boolean streaming = false;
        try {
            EngineAnswer relayed = Replies.relay(answer);
            streaming = relayed instanceof EngineAnswer.Json json && json.body() instanceof RelayedBody;
            return relayed;
        } finally {
            if (!streaming) {
                answer.close();
            }
        }
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        try (Answer answer = wire.send(EngineCalls.alive(endpoint), timeout)) {
            answer.upTo(1024);
            return answer.status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the calls that wait for an answer with {@code Unanswered}, and closes idle connections. */
    @Override
    public void close() {
        wire.close();
    }

    private static String reason(IOException e, Duration timeout) {
        if (e instanceof InterruptedIOException && "timeout".equals(e.getMessage())) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Options of {@link OkHttpEngines}. */
    public static final class Builder {
        private EndpointPolicy endpoints = EndpointPolicy.privateNetworks();
        private Names.Resolver resolver = InetAddress::getAllByName;
        private int maxInFlightPerEngine = 256;
        private int maxIdleConnections = 1024;
        private Duration keepAlive = Duration.ofMinutes(1);
        private Supplier<Map<String, String>> headers = Map::of;

        private Builder() {}

        /** Sets where engines may live; {@link EndpointPolicy#privateNetworks()} by default. */
        public Builder endpoints(EndpointPolicy policy) {
            endpoints = policy;
            return this;
        }

        /**
         * Sets how many calls one engine (host and port) has at once, 256 by default; further ones wait their turn. An
         * answer counts until its stream was read or closed.
         */
        public Builder maxInFlightPerEngine(int calls) {
            maxInFlightPerEngine = positive(calls);
            return this;
        }

        /** Sets how many idle connections to all engines are kept, 1,024 by default. */
        public Builder maxIdleConnections(int connections) {
            maxIdleConnections = positive(connections);
            return this;
        }

        /** Sets how long an idle connection is kept, a minute by default. */
        public Builder keepAlive(Duration duration) {
            if (duration.toMillis() < 1) {
                throw new IllegalArgumentException("connections are kept for at least 1 ms, not " + duration);
            }
            keepAlive = duration;
            return this;
        }

        /**
         * Sets what every request carries beside its own headers, such as W3C {@code traceparent}: nothing by default.
         *
         * @param values asked for once per request, on the calling thread
         */
        public Builder headers(Supplier<Map<String, String>> values) {
            headers = values;
            return this;
        }

        Builder resolver(Names.Resolver names) {
            resolver = names;
            return this;
        }

        /** Creates the client; does no I/O. */
        public OkHttpEngines build() {
            return new OkHttpEngines(new Wire(
                    new Names(endpoints, resolver),
                    endpoints,
                    new InFlight(maxInFlightPerEngine),
                    headers,
                    new ConnectionPool(maxIdleConnections, keepAlive.toMillis(), TimeUnit.MILLISECONDS)));
        }

        private static int positive(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("a limit of the engine client is at least 1, not " + number);
            }
            return number;
        }
    }
}
