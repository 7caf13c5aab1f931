package org.ggscale.core.turn;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
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
        Run run = new Run(tick);
        Thread thread = threads.newThread(run);
        thread.start();
        return () -> run.end(thread);
    }

    /** Ends between two ticks: a tick that is interrupted would lose what it has claimed. */
    private static final class Run implements Runnable {
        private final Supplier<Duration> tick;
        private volatile boolean ended;

        Run(Supplier<Duration> tick) {
            this.tick = tick;
        }

        @Override
        public void run() {
            while (!ended) {
                Duration rest = tick.get();
                if (!ended) {
                    LockSupport.parkNanos(rest.toNanos());
                }
            }
        }

        void end(Thread thread) {
            ended = true;
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
