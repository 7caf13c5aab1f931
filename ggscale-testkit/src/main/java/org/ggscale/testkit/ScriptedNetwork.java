package org.ggscale.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/**
 * An engine client whose engines are Java objects, and whose wire can be told to fail.
 *
 * <p>An address reaches its engine from {@link #serve} to {@link #cut}; none is used twice. A call whose deadline is over
 * goes on at the engine, as a real one may. What happens to the next turn calls is said with {@link #onNextTurn}, in order.
 */
public final class ScriptedNetwork implements EngineClient, EngineTransport {
    private final Map<EngineEndpoint, InProcessEngine> served = new ConcurrentHashMap<>();
    private final Set<EngineEndpoint> silent = ConcurrentHashMap.newKeySet();
    private final Queue<TurnFault> turnFaults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger addresses = new AtomicInteger();

    @Override
    public EngineClient client() {
        return this;
    }

    @Override
    public EngineEndpoint serve(GameId gameId, InProcessEngine engine) {
        EngineEndpoint endpoint = nowhere();
        served.put(endpoint, engine);
        return endpoint;
    }

    @Override
    public EngineEndpoint nowhere() {
        return EngineEndpoint.parse("http://engine-" + addresses.incrementAndGet() + ".example:8080");
    }

    /** Returns this network as it is called through another client, such as one that decorates it. */
    public EngineTransport through(EngineClient other) {
        return new Detour(this, other);
    }

    /** Ends an address: whatever is sent or delivered there from now on reaches nothing. */
    public void cut(EngineEndpoint endpoint) {
        served.remove(endpoint);
    }

    /** Lets an address answer nothing, though its engine runs, until it is {@linkplain #revive revived}. */
    public void silence(EngineEndpoint endpoint) {
        silent.add(endpoint);
    }

    /** Lets a silent address answer again. */
    public void revive(EngineEndpoint endpoint) {
        silent.remove(endpoint);
    }

    /** Lets a fault happen to the next turn call that has none yet. */
    public void onNextTurn(TurnFault fault) {
        turnFaults.add(fault);
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        return ask(endpoint, timeout, engine -> engine.init(gameId, races));
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return ask(endpoint, timeout, InProcessEngine::status);
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        Supplier<EngineReply> delivery = () -> ask(endpoint, timeout, engine -> engine.turn(gameId, expectedTurn));
        TurnFault fault = turnFaults.poll();
        return fault == null ? delivery.get() : fault.send(delivery);
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        return call(endpoint, timeout, engine -> engine.banish(race), BanishReply.InDoubt::new);
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        return call(endpoint, timeout, engine -> engine.relay(request), EngineAnswer.Unanswered::new);
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        return served.containsKey(endpoint) && !silent.contains(endpoint);
    }

    private EngineReply ask(
            EngineEndpoint endpoint, Duration timeout, Function<InProcessEngine, EngineReply> question) {
        return call(endpoint, timeout, question, EngineReply.Unanswered::new);
    }

    private <T> T call(
            EngineEndpoint endpoint,
            Duration timeout,
            Function<InProcessEngine, T> question,
            Function<String, T> unanswered) {
        Optional<InProcessEngine> engine = Optional.ofNullable(served.get(endpoint));
        if (engine.isEmpty()) {
            return unanswered.apply("nothing listens at " + endpoint);
        }
        if (silent.contains(endpoint)) {
            return unanswered.apply("no answer from " + endpoint);
        }
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(
                () -> arrive(endpoint, engine.get(), question, unanswered),
                call -> Thread.ofVirtual().start(call));
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return unanswered.apply("no answer within " + timeout);
        } catch (ExecutionException e) {
            return unanswered.apply("the engine threw " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered.apply("interrupted");
        }
    }

    /** A call that was slow to arrive finds nobody where an engine was cut off meanwhile. */
    private <T> T arrive(
            EngineEndpoint endpoint,
            InProcessEngine engine,
            Function<InProcessEngine, T> question,
            Function<String, T> unanswered) {
        return engine.equals(served.get(endpoint))
                ? question.apply(engine)
                : unanswered.apply("nothing listens any more at " + endpoint);
    }

    private record Detour(ScriptedNetwork network, EngineClient client) implements EngineTransport {
        @Override
        public EngineEndpoint serve(GameId gameId, InProcessEngine engine) {
            return network.serve(gameId, engine);
        }

        @Override
        public EngineEndpoint nowhere() {
            return network.nowhere();
        }
    }
}
