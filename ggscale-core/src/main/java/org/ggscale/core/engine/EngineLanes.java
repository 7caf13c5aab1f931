package org.ggscale.core.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** Bounds the calls in flight per engine address, so that one slow engine does not take everybody's connections. */
public final class EngineLanes {
    private final int width;
    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * Creates lanes.
     *
     * @param width calls in flight per {@link EngineEndpoint#authority()}, at least 1
     */
    public EngineLanes(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("an engine takes at least 1 call at a time, not " + width);
        }
        this.width = width;
    }

    /**
     * Waits for a place on the engine's lane.
     *
     * @return gives the place back when closed
     * @throws InterruptedException when interrupted while waiting; no place is held then
     */
    public Place enter(EngineEndpoint endpoint) throws InterruptedException {
        String authority = endpoint.authority();
        Lane lane = lanes.compute(authority, (ignored, known) -> (known == null ? new Lane(width) : known).joined());
        try {
            lane.places.acquire();
        } catch (InterruptedException e) {
            leave(authority);
            throw e;
        }
        return () -> {
            lane.places.release();
            leave(authority);
        };
    }

    private void leave(String authority) {
        lanes.computeIfPresent(authority, (ignored, lane) -> --lane.users == 0 ? null : lane);
    }

    /** A place on a lane. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Lane {
        private final Semaphore places;
        private int users;

        Lane(int width) {
            places = new Semaphore(width, true);
        }

        Lane joined() {
            users++;
            return this;
        }
    }
}
