package org.ggscale.adapters.http.client;

import java.io.InterruptedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Limits the calls in flight per engine, so that a slow engine keeps only its own callers waiting. */
final class InFlight {
    private final ConcurrentMap<String, Places> engines = new ConcurrentHashMap<>();
    private final int limit;

    InFlight(int limit) {
        this.limit = limit;
    }

    /** Takes a place, in the order of asking, which {@link #leave} gives back. */
    void enter(String engine, Deadline deadline) throws InterruptedIOException {
        Places places = engines.compute(engine, (name, known) -> (known == null ? new Places(limit) : known).join());
        boolean entered = false;
        try {
            entered = places.free.tryAcquire(deadline.remaining(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            if (!entered) {
                engines.computeIfPresent(engine, (name, known) -> known.part());
            }
        }
        if (!entered) {
            throw new InterruptedIOException("timeout");
        }
    }

    void leave(String engine) {
        engines.computeIfPresent(engine, (name, places) -> {
            places.free.release();
            return places.part();
        });
    }

    /** The places of one engine and the callers that have one or wait for one; changed under the map's lock. */
    private static final class Places {
        private final Semaphore free;
        private int callers;

        Places(int limit) {
            free = new Semaphore(limit, true);
        }

        Places join() {
            callers++;
            return this;
        }

        @Nullable
        Places part() {
            return --callers == 0 ? null : this;
        }
    }
}
