package org.ggscale.testkit.twins;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.turn.Ticker;
import org.ggscale.core.turn.Ticker.Ticking;

/** Tickers with one fault each. */
final class TickerTwins {
    static final List<Twin<Ticker>> ALL = List.of(
            new Twin<>(
                    "ticks once",
                    ticker -> tick -> ticker.start(() -> {
                        Duration unused = tick.get();
                        return Duration.ofDays(1);
                    })),
            new Twin<>("ticks twice at a time", ticker -> tick -> {
                Ticking one = ticker.start(tick);
                Ticking two = ticker.start(tick);
                return () -> {
                    one.close();
                    two.close();
                };
            }),
            new Twin<>("does not wait for the tick under way", ticker -> tick -> {
                Ticking ticking = ticker.start(tick);
                return () -> Thread.ofVirtual().start(ticking::close);
            }),
            new Twin<>("goes on after it was closed", ticker -> tick -> {
                AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
                Ticking unused = ticker.start(() -> left.getAndDecrement() > 0 ? tick.get() : Duration.ofDays(1));
                return () -> left.set(100_000);
            }),
            new Twin<>("closes when it has rested", ticker -> tick -> {
                CountDownLatch rested = new CountDownLatch(1);
                Ticking ticking = ticker.start(() -> {
                    Duration rest = tick.get();
                    if (rest.toDays() == 0) {
                        rested.countDown();
                    }
                    return rest;
                });
                return () -> {
                    await(rested);
                    ticking.close();
                };
            }));

    private TickerTwins() {}

    /** Waits longer than the contract does. */
    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
