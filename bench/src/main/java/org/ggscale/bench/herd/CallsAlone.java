package org.ggscale.bench.herd;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** Calls engines and does nothing else: as many at once as a host does. */
final class CallsAlone {
    private static final int AT_ONCE = 64;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final EngineClient client;
    private final Function<UUID, URI> endpoints;

    CallsAlone(EngineClient client, Function<UUID, URI> endpoints) {
        this.client = client;
        this.endpoints = endpoints;
    }

    /** Creates games at their engine. */
    void init(List<UUID> games, List<RaceName> races) {
        each(games, game -> check(client.init(endpoint(game), new GameId(game), races, TIMEOUT), 0));
    }

    /** Plays a turn of each game. */
    void turn(List<UUID> games, long expected) {
        each(games, game -> check(client.turn(endpoint(game), new GameId(game), expected, TIMEOUT), expected + 1));
    }

    private EngineEndpoint endpoint(UUID game) {
        return new EngineEndpoint(endpoints.apply(game));
    }

    private static void check(EngineReply reply, long turn) {
        if (!(reply instanceof EngineReply.Answered(var state)) || state.turn() != turn) {
            throw new IllegalStateException("expected turn " + turn + ", got " + reply);
        }
    }

    private static void each(List<UUID> games, Consumer<UUID> work) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.execute(() -> {
                    for (int game = next.getAndIncrement(); game < games.size(); game = next.getAndIncrement()) {
                        work.accept(games.get(game));
                        done.incrementAndGet();
                    }
                });
            }
        }
        if (done.get() != games.size()) {
            throw new IllegalStateException("only " + done + " of " + games.size() + " games were called");
        }
    }
}
