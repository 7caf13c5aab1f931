package org.ggscale.testkit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;

/**
 * Instances that are scripted games on a scripted network.
 *
 * <p>The games are durable: stop and start find them again, unless a test {@linkplain #forget forgets} one. Every start
 * gives the game a new address and cuts the old one, so calls that are still on their way there reach nothing. Safe for
 * many threads.
 */
public final class ScriptedInstances implements EngineInstances {
    /** An image whose start fails. */
    public static final ImageRef BROKEN = ImageRef.parse("broken");

    private final ScriptedNetwork network;
    private final Supplier<ScriptedGame> games;
    private final Map<GameId, ScriptedGame> states = new HashMap<>();
    private final Map<GameId, EngineInstance> running = new HashMap<>();
    private final List<Consumer<Ended>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Queue<Optional<Start>> starts = new ArrayDeque<>();

    /**
     * Creates a backend without instances.
     *
     * @param games makes the game of a first start
     */
    public ScriptedInstances(ScriptedNetwork network, Supplier<ScriptedGame> games) {
        this.network = network;
        this.games = games;
    }

    /** Returns a game's engine, whether it runs or not. */
    public synchronized Optional<ScriptedGame> game(GameId gameId) {
        return Optional.ofNullable(states.get(gameId));
    }

    /** Loses a game's state, as an engine without durable state does when it restarts. */
    public synchronized void forget(GameId gameId) {
        states.remove(gameId);
    }

    /** Fails the next start that nothing was scripted for yet. */
    public synchronized void failNextStart(Start.Cause cause) {
        starts.add(Optional.of(new Start.Failed(cause, "scripted")));
    }

    /** Lets the next start succeed that nothing was scripted for yet, and fails the one after it. */
    public synchronized void failStartAfterNext(Start.Cause cause) {
        starts.add(Optional.empty());
        failNextStart(cause);
    }

    /** Ends a running instance without having been asked to, and tells the watches. */
    public void crash(GameId gameId, EngineHealth health) {
        EngineInstance instance = end(gameId).orElseThrow();
        listeners.forEach(listener -> listener.accept(new Ended(instance, health, "scripted")));
    }

    @Override
    public boolean starts(ImageRef image) {
        return image instanceof ImageRef.Container;
    }

    @Override
    public synchronized Start start(Specification specification) {
        stop(specification.gameId());
        if (specification.image().equals(BROKEN)) {
            return new Start.Failed(Start.Cause.CONTAINER_START_FAILED, "broken");
        }
        Optional<Start> scripted = Optional.ofNullable(starts.poll()).flatMap(start -> start);
        if (scripted.isPresent()) {
            return scripted.get();
        }
        GameId gameId = specification.gameId();
        ScriptedGame game = states.computeIfAbsent(gameId, id -> games.get());
        EngineInstance instance = new EngineInstance(
                "instance-" + ids.incrementAndGet(), gameId, specification.token(), network.serve(gameId, game));
        running.put(gameId, instance);
        return new Start.Started(instance);
    }

    @Override
    public void stop(GameId gameId) {
        Optional<EngineInstance> unused = end(gameId);
    }

    @Override
    public synchronized void discard(GameId gameId) {
        stop(gameId);
        forget(gameId);
    }

    @Override
    public synchronized List<EngineInstance> list() {
        return List.copyOf(running.values());
    }

    @Override
    public Watch watch(Consumer<Ended> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private synchronized Optional<EngineInstance> end(GameId gameId) {
        Optional<EngineInstance> instance = Optional.ofNullable(running.remove(gameId));
        instance.ifPresent(ended -> network.cut(ended.endpoint()));
        return instance;
    }
}
