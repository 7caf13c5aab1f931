package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.newGameId;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.Test;

/** What every {@link EngineClient} keeps whose engines may be silent: all but those that call a Java object directly. */
public interface EngineDeadlinesContract {
    /** The deadline of calls that are not answered. */
    Duration SHORT = Duration.ofMillis(200);

    /** Returns the client under test and its wire: the same object throughout a test. */
    EngineTransport transport();

    @Test
    default void a_silent_engine_has_not_answered_when_the_deadline_is_over() {
        try (SilentEngine silent = new SilentEngine()) {
            GameId gameId = newGameId();
            EngineEndpoint endpoint = transport().serve(gameId, silent);

            assertThat(inTime(() -> client().init(endpoint, gameId, List.of(), SHORT)))
                    .isInstanceOf(EngineReply.Unanswered.class);
            assertThat(inTime(() -> client().status(endpoint, gameId, SHORT)))
                    .isInstanceOf(EngineReply.Unanswered.class);
            assertThat(inTime(() -> client().turn(endpoint, gameId, 7, SHORT)))
                    .isInstanceOf(EngineReply.Unanswered.class);
        }
    }

    @Test
    default void a_player_does_not_wait_for_a_silent_engine_either() {
        try (SilentEngine silent = new SilentEngine()) {
            GameId gameId = newGameId();
            EngineEndpoint endpoint = transport().serve(gameId, silent);
            EngineRequest report = new EngineRequest.Report(new RaceName("Humans"), 7);

            assertThat(inTime(() -> client().relay(endpoint, gameId, report, SHORT)))
                    .isInstanceOf(EngineAnswer.Unanswered.class);
        }
    }

    @Test
    default void a_banishment_by_a_silent_engine_is_in_doubt() {
        try (SilentEngine silent = new SilentEngine()) {
            GameId gameId = newGameId();
            EngineEndpoint endpoint = transport().serve(gameId, silent);

            assertThat(inTime(() -> client().banish(endpoint, gameId, new RaceName("Humans"), SHORT)))
                    .isInstanceOf(BanishReply.InDoubt.class);
        }
    }

    @Test
    default void an_interrupt_ends_a_call_and_stays() throws InterruptedException {
        try (SilentEngine silent = new SilentEngine()) {
            GameId gameId = newGameId();
            EngineEndpoint endpoint = transport().serve(gameId, silent);
            CompletableFuture<Boolean> keptInterrupt = new CompletableFuture<>();
            CompletableFuture<EngineReply> reply = new CompletableFuture<>();
            Thread caller = Thread.ofPlatform().daemon().start(() -> {
                reply.complete(client().turn(endpoint, gameId, 7, Duration.ofMinutes(1)));
                keptInterrupt.complete(Thread.currentThread().isInterrupted());
            });
            silent.awaitAsked();

            caller.interrupt();

            assertThat(Patience.await(reply)).isInstanceOf(EngineReply.Unanswered.class);
            assertThat(Patience.await(keptInterrupt)).isTrue();
        }
    }

    private static <T> T inTime(Supplier<T> call) {
        return Patience.await(CompletableFuture.supplyAsync(call, Thread.ofVirtual()::start));
    }

    private EngineClient client() {
        return transport().client();
    }

    /** An engine that takes every call and answers none until it is closed. */
    final class SilentEngine implements InProcessEngine, AutoCloseable {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        private SilentEngine() {}

        private void awaitAsked() throws InterruptedException {
            Patience.await(asked);
        }

        private void keepSilent() {
            asked.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public EngineReply init(GameId gameId, List<RaceName> races) {
            return status();
        }

        @Override
        public EngineReply status() {
            keepSilent();
            return new EngineReply.Refused(404, "closed");
        }

        @Override
        public EngineReply turn(GameId gameId, long expectedTurn) {
            return status();
        }

        @Override
        public BanishReply banish(RaceName race) {
            keepSilent();
            return new BanishReply.Banished();
        }

        @Override
        public EngineAnswer relay(EngineRequest request) {
            keepSilent();
            return new EngineAnswer.Unanswered("closed");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
