package org.ggscale.core.engine;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/**
 * Engines that are Java objects: the instances and the client for {@code in-process:NAME} images.
 *
 * <p>An object is the durable state of its game for the life of this process: stop and start find it again.
 */
public final class InProcessEngines implements EngineInstances, EngineClient {
    private static final String GONE = "no engine is at this address any more";

    private final Map<String, Function<GameId, InProcessEngine>> factories;
    private final Map<GameId, EngineInstance> running = new ConcurrentHashMap<>();
    private final Map<GameId, InProcessEngine> objects = new ConcurrentHashMap<>();
    private final AtomicLong addresses = new AtomicLong();

    /**
     * Creates a backend for these kinds of games.
     *
     * @param factories makes the object of a new game, by the name of {@code in-process:NAME}
     */
    public InProcessEngines(Map<String, Function<GameId, InProcessEngine>> factories) {
        this.factories = Map.copyOf(factories);
    }

    /** Returns whether an endpoint is one of this client's. */
    public static boolean serves(EngineEndpoint endpoint) {
        return endpoint.uri().isOpaque();
    }

    @Override
    public boolean starts(ImageRef image) {
        return image instanceof ImageRef.InProcess(String name) && factories.containsKey(name);
    }

    /** An object is there or not: nothing is fetched. */
    @Override
    public Preparation prepare(ImageRef image) {
        return starts(image)
                ? new Preparation.Ready(image, false)
                : new Preparation.Failed(Start.Cause.START_CONFIG_INVALID, unknown(image));
    }

    @Override
    public Start start(Specification specification) {
        GameId gameId = specification.gameId();
        stop(gameId);
        if (!(specification.image() instanceof ImageRef.InProcess(String name)) || !factories.containsKey(name)) {
            return new Start.Failed(Start.Cause.START_CONFIG_INVALID, unknown(specification.image()));
        }
        try {
            objects.computeIfAbsent(gameId, factories.get(name));
        } catch (RuntimeException e) {
            return new Start.Failed(Start.Cause.CONTAINER_START_FAILED, "making in-process:" + name + " threw " + e);
        }
        URI address = URI.create("in-process:" + name + "/" + gameId + "/" + addresses.incrementAndGet());
        EngineInstance instance =
                new EngineInstance(address.toString(), gameId, specification.token(), new EngineEndpoint(address));
        running.put(gameId, instance);
        return new Start.Started(instance);
    }

    private static String unknown(ImageRef image) {
        return "no in-process engine is registered for " + image.text();
    }

    @Override
    public void stop(GameId gameId) {
        running.remove(gameId);
    }

    @Override
    public void discard(GameId gameId) {
        running.remove(gameId);
        objects.remove(gameId);
    }

    @Override
    public void remove(EngineInstance instance) {
        running.computeIfPresent(
                instance.gameId(), (id, current) -> current.token().equals(instance.token()) ? null : current);
    }

    @Override
    public List<EngineInstance> list() {
        return List.copyOf(running.values());
    }

    @Override
    public Inspection inspect(GameId gameId, InstanceToken token) {
        return Optional.ofNullable(running.get(gameId))
                .filter(instance -> instance.token().equals(token))
                .<Inspection>map(Inspection.Running::new)
                .orElseGet(Inspection.Gone::new);
    }

    /** An object never ends by itself. */
    @Override
    public Watch watch(Consumer<Sighting> listener) {
        return () -> {};
    }

    @Override
    public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
        return ask(endpoint, gameId, engine -> engine.init(gameId, races));
    }

    @Override
    public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return ask(endpoint, gameId, InProcessEngine::status);
    }

    @Override
    public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        return ask(endpoint, gameId, engine -> engine.turn(gameId, expectedTurn));
    }

    @Override
    public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
        try {
            return at(endpoint, gameId)
                    .map(engine -> engine.banish(race))
                    .orElseGet(() -> new BanishReply.InDoubt(GONE));
        } catch (RuntimeException e) {
            return new BanishReply.InDoubt("the engine threw " + e);
        }
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        try {
            return at(endpoint, gameId)
                    .map(engine -> engine.relay(request))
                    .orElseGet(() -> new EngineAnswer.Unanswered(GONE));
        } catch (RuntimeException e) {
            return new EngineAnswer.Unanswered("the engine threw " + e);
        }
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        return running.values().stream()
                .anyMatch(instance -> instance.endpoint().equals(endpoint));
    }

    /** What an engine throws is in doubt, like an answer that was lost. */
    private EngineReply ask(EngineEndpoint endpoint, GameId gameId, Function<InProcessEngine, EngineReply> question) {
        try {
            return at(endpoint, gameId).map(question).orElseGet(() -> new EngineReply.Unanswered(GONE));
        } catch (RuntimeException e) {
            return new EngineReply.Unanswered("the engine threw " + e);
        }
    }

    private Optional<InProcessEngine> at(EngineEndpoint endpoint, GameId gameId) {
        EngineInstance instance = running.get(gameId);
        return instance != null && instance.endpoint().equals(endpoint)
                ? Optional.ofNullable(objects.get(gameId))
                : Optional.empty();
    }
}
