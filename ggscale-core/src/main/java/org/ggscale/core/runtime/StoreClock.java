package org.ggscale.core.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The store's time: what the store said last, plus the monotonic time since.
 *
 * <p>Due times, lives and timestamps of one game are written by several hosts, so none of them uses its own wall clock.
 */
public final class StoreClock implements InstantSource {
    private final LongSupplier nanoTime;
    private final AtomicReference<Anchor> anchor;

    /**
     * Creates a clock that shows a first guess until the store has spoken.
     *
     * @param nanoTime monotonic nanoseconds
     */
    public StoreClock(Instant guess, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.anchor = new AtomicReference<>(new Anchor(guess, nanoTime.getAsLong()));
    }

    /** Takes over the store's time, as of now. */
    public void anchor(Instant storeNow) {
        anchor.set(new Anchor(storeNow, nanoTime.getAsLong()));
    }

    @Override
    public Instant instant() {
        Anchor last = anchor.get();
        return last.instant.plusNanos(nanoTime.getAsLong() - last.nanos);
    }

    private record Anchor(Instant instant, long nanos) {}
}
