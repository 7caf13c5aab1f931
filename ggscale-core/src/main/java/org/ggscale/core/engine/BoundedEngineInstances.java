package org.ggscale.core.engine;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.game.GameId;

/**
 * A backend of which only so much is asked at once: what prepares, starts or ends waits for its turn, in the order in which
 * it came, and is refused with an {@link UnavailableException} when too much waits already, or the wait is interrupted.
 * Then nothing was done. Looks never wait.
 */
public final class BoundedEngineInstances implements EngineInstances {
    private final EngineInstances backend;
    private final Semaphore turns;
    private final Semaphore places;

    /**
     * Bounds a backend.
     *
     * @param atOnce how many operations it does at the same time, 1 or more
     * @param waiting how many more may wait
     */
    public BoundedEngineInstances(EngineInstances backend, int atOnce, int waiting) {
        if (atOnce < 1 || waiting < 0) {
            throw new IllegalArgumentException(
                    "a backend does 1 or more at once and lets 0 or more wait, not " + atOnce + " and " + waiting);
        }
        this.backend = backend;
        this.turns = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + waiting);
    }

    @Override
    public boolean starts(ImageRef image) {
        return backend.starts(image);
    }

    @Override
    public Preparation prepare(ImageRef image) {
        return inTurn(() -> backend.prepare(image));
    }

    @Override
    public Start start(Specification specification) {
        return inTurn(() -> backend.start(specification));
    }

    @Override
    public void stop(GameId gameId) {
        inTurn(() -> backend.stop(gameId));
    }

    @Override
    public void discard(GameId gameId) {
        inTurn(() -> backend.discard(gameId));
    }

    @Override
    public void remove(EngineInstance instance) {
        inTurn(() -> backend.remove(instance));
    }

    @Override
    public List<EngineInstance> list() {
        return backend.list();
    }

    @Override
    public Inspection inspect(GameId gameId, InstanceToken token) {
        return backend.inspect(gameId, token);
    }

    @Override
    public Watch watch(Consumer<Sighting> listener) {
        return backend.watch(listener);
    }

    private void inTurn(Runnable operation) {
        boolean unused = inTurn(() -> {
            operation.run();
            return true;
        });
    }

    private <T> T inTurn(Supplier<T> operation) {
        if (!places.tryAcquire()) {
            throw refused("too many operations on engine instances wait", new RejectedExecutionException("full"));
        }
        try {
            turns.acquire();
            try {
                return operation.get();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("interrupted while it waited for other operations on engine instances", e);
        } finally {
            places.release();
        }
    }

    private static UnavailableException refused(String reason, Exception cause) {
        return new UnavailableException("instance queue", reason, cause);
    }
}
