package org.ggscale.core.turn;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Ticks on a thread of its own. */
public final class ThreadTicker implements Ticker {
    private final ThreadFactory threads;

    /**
     * Creates a ticker without a thread.
     *
     * @param threads makes the one thread of each ticking
     */
    public ThreadTicker(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public Ticking start(Supplier<Duration> tick) {
        Thread thread = threads.newThread(() -> run(tick));
        thread.start();
        return () -> {
            thread.interrupt();
            join(thread);
        };
    }

    private static void run(Supplier<Duration> tick) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(tick.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
