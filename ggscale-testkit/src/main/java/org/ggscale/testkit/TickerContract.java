package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.turn.Ticker;
import org.ggscale.core.turn.Ticker.Ticking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Ticker} keeps. */
@Timeout(60)
public interface TickerContract {
    /** Returns the ticker under test, driven by whatever drives it. */
    Ticker ticker();

    @Test
    default void it_ticks_again_and_again() throws InterruptedException {
        CountDownLatch ticks = new CountDownLatch(100);
        try (Ticking ticking = ticker().start(() -> {
            ticks.countDown();
            return Duration.ZERO;
        })) {
            assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    default void a_tick_may_want_to_rest_in_between() throws InterruptedException {
        CountDownLatch ticks = new CountDownLatch(3);
        try (Ticking ticking = ticker().start(() -> {
            ticks.countDown();
            return Duration.ofMillis(1);
        })) {
            assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    default void no_two_ticks_run_at_a_time() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        CountDownLatch ticks = new CountDownLatch(1_000);
        try (Ticking ticking = ticker().start(() -> {
            overlapped.compareAndSet(false, running.incrementAndGet() > 1);
            spin(Duration.ofNanos(1_000));
            running.decrementAndGet();
            ticks.countDown();
            return Duration.ZERO;
        })) {
            assertThat(ticks.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(overlapped).isFalse();
    }

    @Test
    default void closing_waits_for_the_tick_under_way() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Ticking ticking = ticker().start(() -> {
            begun.countDown();
            ended.set(false);
            spin(Duration.ofMillis(100));
            ended.set(true);
            return Duration.ZERO;
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        ticking.close();

        assertThat(ended).isTrue();
    }

    @Test
    default void nothing_ticks_after_closing() throws InterruptedException {
        AtomicInteger ticks = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Ticker ticker = ticker();
        Ticking ticking = ticker.start(() -> {
            ticks.incrementAndGet();
            begun.countDown();
            return Duration.ZERO;
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        ticking.close();
        int atClose = ticks.get();
        CountDownLatch othersTicks = new CountDownLatch(1_000);
        try (Ticking other = ticker.start(() -> {
            othersTicks.countDown();
            return Duration.ZERO;
        })) {
            assertThat(othersTicks.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ticks).hasValue(atClose);
    }

    @Test
    default void closing_does_not_wait_for_the_end_of_a_rest() throws InterruptedException {
        CountDownLatch ticked = new CountDownLatch(1);
        Ticking ticking = ticker().start(() -> {
            ticked.countDown();
            return Duration.ofDays(1);
        });
        assertThat(ticked.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(CompletableFuture.runAsync(ticking::close)).succeedsWithin(Duration.ofSeconds(10));
    }

    private static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
