package org.ggscale.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what is kept for a time only: events, and snapshots of health.
 *
 * <p>About once an hour, on a thread of its own, a batch at a time until nothing old is left. Hosts that started together
 * drift apart.
 */
public final class Housekeeping implements AutoCloseable {
    /** How long it rests between two sweeps, on average. */
    static final Duration INTERVAL = Duration.ofHours(1);
    /** Small, because readers of events wait for the batch in hand. */
    static final int BATCH = 1_000;

    private final RuntimeEvents events;
    private final HealthSnapshots health;
    private final HostContext host;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private long lastSweep;
    private Duration rest;
    private @Nullable Thread sweep;
    private volatile boolean ended;

    /** Creates a housekeeping whose first sweep is due within an interval. */
    public Housekeeping(
            RuntimeEvents events, HealthSnapshots health, HostContext host, Settings settings, LongSupplier nanoTime) {
        this.events = events;
        this.health = health;
        this.host = host;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.lastSweep = nanoTime.getAsLong();
        this.rest = part(settings.chance().getAsDouble());
    }

    /**
     * How it keeps house.
     *
     * @param eventRetention how long events are kept
     * @param healthRetention how long snapshots of health are kept
     * @param threads makes the thread of a sweep
     * @param chance numbers of 0 up to 1, evenly spread
     */
    public record Settings(
            Duration eventRetention, Duration healthRetention, ThreadFactory threads, DoubleSupplier chance) {}

    /** Begins a sweep when one is due and none is under way. */
    public void tick() {
        long now = nanoTime.getAsLong();
        if (ended || now - lastSweep < rest.toNanos() || (sweep != null && sweep.isAlive())) {
            return;
        }
        lastSweep = now;
        rest = part(0.5 + settings.chance().getAsDouble());
        sweep = settings.threads().newThread(this::sweep);
        sweep.start();
    }

    private static Duration part(double ofInterval) {
        return Duration.ofNanos((long) (INTERVAL.toNanos() * ofInterval));
    }

    private void sweep() {
        sweep("forgetting of old events", settings.eventRetention(), events::forgetBefore);
        sweep("forgetting of old snapshots of health", settings.healthRetention(), health::forgetBefore);
    }

    private void sweep(String duty, Duration retention, Batch batch) {
        try {
            Instant before = host.now().minus(retention);
            while (!ended && batch.forget(before, BATCH) == BATCH) {
                // The next batch.
            }
        } catch (RuntimeException e) {
            host.signal(new Signal.DutyFailed(duty, e));
        }
    }

    private interface Batch {
        int forget(Instant before, int atMost);
    }

    /** Lets a sweep end with the batch in hand, and begins no more. */
    public void end() {
        ended = true;
    }

    /** Waits for the batch in hand. */
    @Override
    public void close() throws InterruptedException {
        end();
        if (sweep != null) {
            sweep.join();
        }
    }
}
