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
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;

/**
 * Instances that are scripted games on a scripted network.
 *
 * <p>The games are durable: stop and start find them again, unless a test {@linkplain #forget forgets} one. Every start
 * gives the game a new address and cuts the old one, so calls that are still on their way there reach nothing. An image is
 * there as it is, unless a test says otherwise. Safe for many threads.
 */
public final class ScriptedInstances implements EngineInstances {
    /** An image whose start fails. */
    public static final ImageRef BROKEN = ImageRef.parse("broken");

    private final ScriptedNetwork network;
    private final Supplier<ScriptedGame> games;
    private final Map<GameId, ScriptedGame> states = new HashMap<>();
    private final Map<GameId, EngineInstance> running = new HashMap<>();
    private final Map<GameId, Sighting> ended = new HashMap<>();
    private final List<Consumer<Sighting>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Queue<Optional<Start>> starts = new ArrayDeque<>();
    private final Queue<Preparation> preparations = new ArrayDeque<>();
    private final List<Specification> specifications = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean silentAfterPreparation;

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

    /** Lets the next preparation that nothing was scripted for yet end like this: a pull, or a failure. */
    public synchronized void onNextPreparation(Preparation preparation) {
        preparations.add(preparation);
    }

    /** Lets the backend answer no more once it has prepared an image. */
    public void silentAfterNextPreparation() {
        silentAfterPreparation = true;
    }

    /** Sets whether the backend does not answer; what runs goes on. */
    public void silent(boolean value) {
        silent = value;
        silentAfterPreparation = false;
    }

    /** Returns what was to be started until now. */
    public List<Specification> specifications() {
        return List.copyOf(specifications);
    }

    /** Ends a running instance without having been asked to, and tells the watches. */
    public void crash(GameId gameId, EngineHealth health) {
        crashUnseen(gameId, health);
        tell(sightingOfEnd(gameId));
    }

    /** Ends a running instance without having been asked to, and tells nobody; a look finds how. */
    public synchronized void crashUnseen(GameId gameId, EngineHealth health) {
        ended.put(gameId, new Sighting(end(gameId).orElseThrow(), health, "scripted"));
    }

    /** Ends a running instance without having been asked to, and nothing is left of it; nobody is told. */
    public void vanish(GameId gameId) {
        EngineInstance unused = end(gameId).orElseThrow();
    }

    /** Tells the watches what the backend's own check says of a running instance. */
    public void check(GameId gameId, EngineHealth health) {
        tell(new Sighting(instance(gameId), health, "scripted"));
    }

    private void tell(Sighting sighting) {
        listeners.forEach(listener -> listener.accept(sighting));
    }

    private synchronized Sighting sightingOfEnd(GameId gameId) {
        return Optional.ofNullable(ended.get(gameId)).orElseThrow();
    }

    private synchronized EngineInstance instance(GameId gameId) {
        return Optional.ofNullable(running.get(gameId)).orElseThrow();
    }

    private void requireAnswer() {
        if (silent) {
            throw new UnavailableException("scripted", "silent", new IllegalStateException("silent"));
        }
    }

    @Override
    public boolean starts(ImageRef image) {
        return image instanceof ImageRef.Container;
    }

    @Override
    public synchronized Preparation prepare(ImageRef image) {
        requireAnswer();
        silent = silentAfterPreparation;
        return Optional.ofNullable(preparations.poll()).orElseGet(() -> new Preparation.Ready(image, false));
    }

    @Override
    public synchronized Start start(Specification specification) {
        specifications.add(specification);
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
    public synchronized void stop(GameId gameId) {
        requireAnswer();
        ended.remove(gameId);
        Optional<EngineInstance> unused = end(gameId);
    }

    @Override
    public synchronized void discard(GameId gameId) {
        stop(gameId);
        forget(gameId);
    }

    @Override
    public synchronized void remove(EngineInstance instance) {
        requireAnswer();
        if (Optional.ofNullable(running.get(instance.gameId()))
                .filter(instance::equals)
                .isPresent()) {
            stop(instance.gameId());
        }
    }

    @Override
    public synchronized List<EngineInstance> list() {
        requireAnswer();
        return List.copyOf(running.values());
    }

    @Override
    public synchronized Inspection inspect(GameId gameId, InstanceToken token) {
        requireAnswer();
        EngineInstance instance = running.get(gameId);
        if (instance != null && instance.token().equals(token)) {
            return new Inspection.Running(instance);
        }
        Sighting end = ended.get(gameId);
        return end != null && end.instance().token().equals(token)
                ? new Inspection.Ended(end.health(), end.detail())
                : new Inspection.Gone();
    }

    @Override
    public Watch watch(Consumer<Sighting> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private synchronized Optional<EngineInstance> end(GameId gameId) {
        Optional<EngineInstance> instance = Optional.ofNullable(running.remove(gameId));
        instance.ifPresent(ended -> network.cut(ended.endpoint()));
        return instance;
    }
}
