package org.ggscale.core.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.game.GameId;
import org.jspecify.annotations.Nullable;

/**
 * Several backends as one: each starts the kinds of images it knows.
 *
 * <p>What concerns a game is asked of all, also when one of them does not answer; that is told afterwards, unless another
 * one knew the instance. A start first ends what others run of the game, but does not wait for one that does not answer: what
 * that runs has an older token.
 */
public final class CombinedEngineInstances implements EngineInstances {
    private final List<EngineInstances> backends;

    /**
     * Creates a combination.
     *
     * @param backends asked in this order
     */
    public CombinedEngineInstances(List<EngineInstances> backends) {
        this.backends = List.copyOf(backends);
    }

    @Override
    public boolean starts(ImageRef image) {
        return starter(image).isPresent();
    }

    @Override
    public Preparation prepare(ImageRef image) {
        return starter(image)
                .map(backend -> backend.prepare(image))
                .orElseGet(() -> new Preparation.Failed(Start.Cause.START_CONFIG_INVALID, unknown(image)));
    }

    @Override
    public Start start(Specification specification) {
        Optional<EngineInstances> starter = starter(specification.image());
        if (starter.isEmpty()) {
            return new Start.Failed(Start.Cause.START_CONFIG_INVALID, unknown(specification.image()));
        }
        backends.stream()
                .filter(other -> !other.starts(specification.image()))
                .forEach(other -> end(other, specification.gameId()));
        return starter.get().start(specification);
    }

    private static void end(EngineInstances other, GameId gameId) {
        try {
            other.stop(gameId);
        } catch (UnavailableException e) {
            // Nothing is known to run there; a leftover is ended by its token once the backend is back.
        }
    }

    private Optional<EngineInstances> starter(ImageRef image) {
        return backends.stream().filter(backend -> backend.starts(image)).findFirst();
    }

    private static String unknown(ImageRef image) {
        return "this host does not start " + image.text();
    }

    @Override
    public void stop(GameId gameId) {
        each(backend -> backend.stop(gameId));
    }

    /** No state is deleted before the game is known to run nowhere: backends may keep states in one place. */
    @Override
    public void discard(GameId gameId) {
        stop(gameId);
        each(backend -> backend.discard(gameId));
    }

    private void each(Consumer<EngineInstances> act) {
        UnavailableException silent = null;
        for (EngineInstances backend : backends) {
            try {
                act.accept(backend);
            } catch (UnavailableException e) {
                silent = e;
            }
        }
        if (silent != null) {
            throw silent;
        }
    }

    @Override
    public void remove(EngineInstance instance) {
        Found found = find(instance.gameId(), instance.token());
        if (found.backend != null) {
            found.backend.remove(instance);
        }
    }

    @Override
    public List<EngineInstance> list() {
        return backends.stream().flatMap(backend -> backend.list().stream()).toList();
    }

    @Override
    public Inspection inspect(GameId gameId, InstanceToken token) {
        return find(gameId, token).inspection;
    }

    private Found find(GameId gameId, InstanceToken token) {
        UnavailableException silent = null;
        for (EngineInstances backend : backends) {
            try {
                Inspection inspection = backend.inspect(gameId, token);
                if (!(inspection instanceof Inspection.Gone)) {
                    return new Found(backend, inspection);
                }
            } catch (UnavailableException e) {
                silent = e;
            }
        }
        if (silent != null) {
            throw silent;
        }
        return new Found(null, new Inspection.Gone());
    }

    @Override
    public Watch watch(Consumer<Sighting> listener) {
        List<Watch> watches =
                backends.stream().map(backend -> backend.watch(listener)).toList();
        return () -> watches.forEach(Watch::close);
    }

    /** Who knows an instance, and what it knows. */
    private record Found(@Nullable EngineInstances backend, Inspection inspection) {}
}
