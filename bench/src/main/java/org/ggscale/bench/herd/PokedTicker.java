package org.ggscale.bench.herd;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.ggscale.core.turn.Ticker;

/** Ticks on a thread of its own, and at once when games were made due behind its back. */
final class PokedTicker implements Ticker {
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean ended;

    @Override
    public Ticking start(Supplier<Duration> tick) {
        thread = Thread.ofPlatform().name("ticker").start(() -> {
            while (!ended) {
                LockSupport.parkNanos(tick.get().toNanos());
            }
        });
        return this::end;
    }

    /** Ends the rest. */
    void poke() {
        LockSupport.unpark(thread);
    }

    private void end() {
        ended = true;
        poke();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
