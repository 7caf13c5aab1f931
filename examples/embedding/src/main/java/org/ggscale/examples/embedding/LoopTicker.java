package org.ggscale.examples.embedding;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ggscale.core.turn.Ticker;

/** Lets the game loop keep ggscale's time: a frame ticks, unless the last tick wants to rest. */
final class LoopTicker implements Ticker {
    private final GameLoop loop;
    private final LongSupplier nanoTime;

    LoopTicker(GameLoop loop, LongSupplier nanoTime) {
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    @Override
    public Ticking start(Supplier<Duration> tick) {
        Ticks ticks = new Ticks(tick);
        loop.add(ticks);
        return () -> {
            loop.remove(ticks);
            ticks.end();
        };
    }

    /** What was started; its lock lets the end wait for a tick under way. */
    private final class Ticks implements Runnable {
        private final Supplier<Duration> tick;
        private long restUntil = nanoTime.getAsLong();
        private boolean ended;

        Ticks(Supplier<Duration> tick) {
            this.tick = tick;
        }

        @Override
        public synchronized void run() {
            if (!ended && nanoTime.getAsLong() - restUntil >= 0) {
                Duration rest = tick.get();
                restUntil = nanoTime.getAsLong() + rest.toNanos();
            }
        }

        synchronized void end() {
            ended = true;
        }
    }
}
