package org.ggscale.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ggscale.core.turn.Ticker;

/** A ticker that ticks when a test says so, on the test's own thread. */
public final class ManualTicker implements Ticker {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Supplier<Duration>> ticks = new ArrayList<>();

    @Override
    public Ticking start(Supplier<Duration> tick) {
        locked(() -> ticks.add(tick));
        return () -> locked(() -> ticks.remove(tick));
    }

    /**
     * Calls every tick that was started and not closed, once.
     *
     * @return the shortest rest that one of them wants; empty when there is none
     */
    public Optional<Duration> tick() {
        return locked(() -> List.copyOf(ticks).stream().map(Supplier::get).min(Comparator.naturalOrder()));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
