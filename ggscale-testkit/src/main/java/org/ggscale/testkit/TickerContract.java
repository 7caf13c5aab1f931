package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ggscale.core.turn.Ticker;
import org.ggscale.core.turn.Ticker.Ticking;
import org.junit.jupiter.api.Test;

/** What every {@link Ticker} keeps. */
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
            Patience.await(ticks);
        }
    }

    @Test
    default void a_tick_may_want_to_rest_in_between() throws InterruptedException {
        CountDownLatch ticks = new CountDownLatch(3);
        try (Ticking ticking = ticker().start(() -> {
            ticks.countDown();
            return Duration.ofMillis(1);
        })) {
            Patience.await(ticks);
        }
    }

    @Test
    default void no_two_ticks_run_at_a_time() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(2);
        CompletableFuture<Boolean> together = new CompletableFuture<>();
        try (Ticking ticking = ticker().start(() -> {
            inside.countDown();
            together.complete(happens(inside));
            return Duration.ZERO;
        })) {
            assertThat(Patience.await(together)).isFalse();
        }
    }

    @Test
    default void closing_waits_for_the_tick_under_way() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Duration> end = new CompletableFuture<>();
        Ticking ticking = ticker().start(() -> {
            begun.countDown();
            return end.join();
        });
        Patience.await(begun);

        CountDownLatch closed = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            ticking.close();
            closed.countDown();
        });

        assertThat(happens(closed)).isFalse();
        end.complete(Duration.ZERO);
        Patience.await(closed);
    }

    @Test
    default void nothing_ticks_after_closing() throws InterruptedException {
        AtomicBoolean closed = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch tickedAfter = new CountDownLatch(1);
        Ticking ticking = ticker().start(() -> {
            begun.countDown();
            if (closed.get()) {
                tickedAfter.countDown();
            }
            return Duration.ZERO;
        });
        Patience.await(begun);

        ticking.close();
        closed.set(true);

        assertThat(happens(tickedAfter)).isFalse();
    }

    @Test
    default void closing_does_not_wait_for_the_end_of_a_rest() throws InterruptedException {
        CountDownLatch ticked = new CountDownLatch(1);
        Ticking ticking = ticker().start(() -> {
            ticked.countDown();
            return Duration.ofDays(1);
        });
        Patience.await(ticked);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(ticking::close);

        assertThat(closed).succeedsWithin(Patience.limit());
    }

    /** Gives what must not happen half a second to happen. */
    private static boolean happens(CountDownLatch latch) {
        try {
            return latch.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
