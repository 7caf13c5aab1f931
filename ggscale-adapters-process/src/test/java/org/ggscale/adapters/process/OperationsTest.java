package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OperationsTest {
    private final Operations operations = new Operations();
    private final GameId game = Engines.game();

    @Test
    void operations_on_one_game_never_run_at_once() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> operations.act(game, () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                }));
            }
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void operations_on_other_games_do_not_wait() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> operations.act(Engines.game(), () -> {
                    both.countDown();
                    meet(both);
                }));
            }
            assertThat(both.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void the_last_act_waits_for_those_that_run() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Boolean> sawTheEnd = new CompletableFuture<>();
        AtomicInteger done = new AtomicInteger();
        Thread worker = Thread.startVirtualThread(() -> operations.act(game, () -> {
            running.countDown();
            while (!operations.closed()) {
                Thread.onSpinWait();
            }
            done.incrementAndGet();
        }));
        meet(running);

        operations.close(() -> sawTheEnd.complete(done.get() == 1));

        assertThat(sawTheEnd).isCompletedWithValue(true);
        worker.join();
    }

    @Test
    void nothing_runs_after_the_end() {
        operations.close(() -> {});

        assertThatThrownBy(() -> operations.act(game, () -> {})).isInstanceOf(UnavailableException.class);
    }

    @Test
    void a_step_that_fails_says_why_and_lets_the_next_one_in() {
        assertThatThrownBy(() -> operations.act(game, () -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("disk full");

        assertThat(operations.<Integer>run(game, () -> 1)).isEqualTo(1);
    }

    private static void meet(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
