package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.BoundedEngineInstances;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.InstanceToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BoundedEngineInstancesTest implements EngineInstancesContract {
    private final ScriptedBackend backend = new ScriptedBackend(real -> new BoundedEngineInstances(real, 1, 8));
    private final CountDownLatch going = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final AtomicInteger stopped = new AtomicInteger();
    private final EngineInstances slow = Failpoints.when(
                    call -> {
                        if (call.contains("stop, before")) {
                            busy.countDown();
                            await(going);
                            stopped.incrementAndGet();
                        }
                        return false;
                    },
                    IllegalStateException::new)
            .wrap(EngineInstances.class, new ScriptedInstances(new ScriptedNetwork(), ScriptedGame::new));
    private final EngineInstances bounded = new BoundedEngineInstances(slow, 1, 1);

    @Override
    public Backend backend() {
        return backend;
    }

    @Nested
    class Watching implements EngineWatchContract {
        @Override
        public EngineWatchContract.Backend backend() {
            return backend;
        }
    }

    @Nested
    class Checking implements EngineCheckContract {
        @Override
        public EngineCheckContract.Backend backend() {
            return backend;
        }
    }

    @Nested
    class Away implements EngineOutageContract {
        @Override
        public EngineOutageContract.Backend backend() {
            return backend;
        }
    }

    @AfterEach
    void release() {
        going.countDown();
    }

    @Test
    void what_is_too_much_is_refused_and_what_waits_is_done() throws Exception {
        CompletableFuture<Void> first = stop();
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> second = waiting();

        assertThatThrownBy(() -> bounded.stop(Fixtures.newGameId()))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        refused -> assertThat(refused.backend()).isEqualTo("instance queue"));

        going.countDown();
        CompletableFuture.allOf(first, second).get(10, TimeUnit.SECONDS);
        assertThat(stopped).hasValue(2);
        bounded.stop(Fixtures.newGameId());
        assertThat(stopped).hasValue(3);
    }

    @Test
    void looks_do_not_wait() throws Exception {
        CompletableFuture<Void> unused = stop();
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> alsoUnused = waiting();

        assertThat(bounded.list()).isEmpty();
        assertThat(bounded.starts(Fixtures.IMAGE)).isTrue();
        assertThat(bounded.inspect(Fixtures.newGameId(), new InstanceToken("t")))
                .isEqualTo(new Inspection.Gone());
        bounded.watch(sighting -> {}).close();
    }

    @Test
    void what_is_interrupted_while_it_waits_is_not_done() throws Exception {
        CompletableFuture<Void> first = stop();
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            try {
                bounded.stop(Fixtures.newGameId());
                interrupted.complete(false);
            } catch (UnavailableException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        going.countDown();
        first.get(10, TimeUnit.SECONDS);
        assertThat(stopped).hasValue(1);
    }

    @Test
    void a_backend_does_at_least_one_at_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedEngineInstances(slow, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedEngineInstances(slow, 1, -1));
    }

    private CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(() -> bounded.stop(Fixtures.newGameId()), Thread.ofPlatform()::start);
    }

    /** Stops another game, and returns once that waits. */
    private CompletableFuture<Void> waiting() throws InterruptedException {
        Thread[] threads = new Thread[1];
        CompletableFuture<Void> stop = CompletableFuture.runAsync(
                () -> bounded.stop(Fixtures.newGameId()),
                work -> threads[0] = Thread.ofPlatform().start(work));
        while (threads[0].getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return stop;
    }

    private static void await(CountDownLatch latch) {
        try {
            Patience.await(latch);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
