package org.ggscale.core.engine;

import java.util.List;
import java.util.function.Consumer;
import org.ggscale.core.game.GameId;

/** Several backends as one: each starts the kinds of images it knows. */
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
        return backends.stream().anyMatch(backend -> backend.starts(image));
    }

    @Override
    public Start start(Specification specification) {
        for (EngineInstances backend : backends) {
            if (backend.starts(specification.image())) {
                return backend.start(specification);
            }
        }
        return new Start.Failed(
                Start.Cause.START_CONFIG_INVALID,
                "this host does not start " + specification.image().text());
    }

    @Override
    public void stop(GameId gameId) {
        backends.forEach(backend -> backend.stop(gameId));
    }

    @Override
    public void discard(GameId gameId) {
        backends.forEach(backend -> backend.discard(gameId));
    }

    @Override
    public List<EngineInstance> list() {
        return backends.stream().flatMap(backend -> backend.list().stream()).toList();
    }

    @Override
    public Watch watch(Consumer<Ended> listener) {
        List<Watch> watches =
                backends.stream().map(backend -> backend.watch(listener)).toList();
        return () -> watches.forEach(Watch::close);
    }
}
