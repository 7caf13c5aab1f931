package org.ggscale.core.turn;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.jspecify.annotations.Nullable;

/**
 * One game's engine with a ledger of every turn it has played: the judge outside the product.
 *
 * <p>A turn call whose sender gave up may arrive later: {@link #delay} holds the next one back, {@link #deliver} lets it
 * arrive, if the address it was sent to still exists.
 */
final class JudgedEngine implements EngineClient, EngineInstances {
    private final Set<EngineCapability> promises;
    private final List<Long> ledger = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private List<EngineState.Race> races = List.of();
    private @Nullable GameId game;
    private @Nullable EngineInstance instance;
    private long turn;
    private int addresses;
    private int delays;

    JudgedEngine(EngineCapability... promises) {
        this.promises = Set.of(promises);
    }

    private record Late(EngineEndpoint endpoint, long expectedTurn) {}

    synchronized List<Long> ledger() {
        return List.copyOf(ledger);
    }

    /** Holds the next turn calls back: their sender hears nothing. */
    synchronized void delay(int calls) {
        delays = calls;
    }

    /** Lets the calls arrive that were held back. */
    synchronized void deliver() {
        late.forEach(call -> {
            if (!gone.contains(call.endpoint.toString())) {
                play(call.expectedTurn);
            }
        });
        late.clear();
    }

    @Override
    public synchronized EngineReply init(
            EngineEndpoint endpoint, GameId gameId, List<RaceName> names, Duration timeout) {
        if (game == null) {
            game = gameId;
            races = names.stream()
                    .map(name -> new EngineState.Race(UUID.randomUUID(), name.value(), 1, 1, false))
                    .toList();
        }
        return status(endpoint, gameId, timeout);
    }

    @Override
    public synchronized EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
        return reaches(endpoint) ? new EngineReply.Answered(state()) : new EngineReply.Unanswered("gone");
    }

    @Override
    public synchronized EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
        if (!reaches(endpoint)) {
            return new EngineReply.Unanswered("gone");
        }
        if (delays > 0) {
            delays--;
            late.add(new Late(endpoint, expectedTurn));
            return new EngineReply.Unanswered("timed out");
        }
        return play(expectedTurn);
    }

    private EngineReply play(long expectedTurn) {
        if (promises.contains(EngineCapability.CONDITIONAL_TURN) && expectedTurn != turn) {
            return new EngineReply.Conflicted(state());
        }
        ledger.add(++turn);
        return new EngineReply.Answered(state());
    }

    private EngineState state() {
        return new EngineState(Optional.ofNullable(game).orElseThrow(), turn, "on", races, false, promises);
    }

    private boolean reaches(EngineEndpoint endpoint) {
        return game != null
                && !gone.contains(endpoint.toString())
                && (instance == null || instance.endpoint().equals(endpoint));
    }

    @Override
    public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
        return new EngineAnswer.Unanswered("nobody plays here");
    }

    @Override
    public boolean alive(EngineEndpoint endpoint, Duration timeout) {
        return reaches(endpoint);
    }

    @Override
    public boolean starts(ImageRef image) {
        return image instanceof ImageRef.Command;
    }

    @Override
    public synchronized Start start(Specification specification) {
        stop(specification.gameId());
        EngineEndpoint address = new EngineEndpoint(URI.create("http://engine:" + (++addresses)));
        instance = new EngineInstance("i" + addresses, specification.gameId(), specification.token(), address);
        return new Start.Started(instance);
    }

    @Override
    public synchronized void stop(GameId gameId) {
        if (instance != null) {
            gone.add(instance.endpoint().toString());
            instance = null;
        }
    }

    @Override
    public synchronized void discard(GameId gameId) {
        stop(gameId);
        game = null;
    }

    @Override
    public synchronized List<EngineInstance> list() {
        return Optional.ofNullable(instance).map(List::of).orElse(List.of());
    }

    @Override
    public Watch watch(Consumer<Ended> listener) {
        return () -> {};
    }
}
