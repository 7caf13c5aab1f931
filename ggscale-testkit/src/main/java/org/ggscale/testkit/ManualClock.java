package org.ggscale.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to move; safe for many threads. */
public final class ManualClock implements InstantSource {
    private final Instant beginning;
    private final AtomicReference<Instant> now;

    private ManualClock(Instant beginning) {
        this.beginning = beginning;
        this.now = new AtomicReference<>(beginning);
    }

    /** Creates a clock that shows this time. */
    public static ManualClock at(Instant time) {
        return new ManualClock(time);
    }

    /** Creates a clock that shows this time, such as {@code 2030-01-01T00:00:00Z}. */
    public static ManualClock at(String time) {
        return at(Instant.parse(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Returns the nanoseconds since this clock was created: a monotonic time to go with it. */
    public long nanoTime() {
        return Duration.between(beginning, now.get()).toNanos();
    }

    /**
     * Moves on.
     *
     * @throws IllegalArgumentException when the time is negative
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back by " + time);
        }
        now.updateAndGet(instant -> instant.plus(time));
    }
}
