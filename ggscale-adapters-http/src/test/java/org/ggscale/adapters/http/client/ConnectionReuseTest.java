package org.ggscale.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.Answers.state;
import static org.ggscale.adapters.http.client.ScriptedEngine.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kept connections are used again, and what reaches the wire when one is not. */
@Timeout(30)
class ConnectionReuseTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final RaceName ACTOR = new RaceName("Humans");

    private final OkHttpEngines client = OkHttpEngines.create();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void calls_in_a_row_share_a_connection() throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(json(state(8)))) {
            for (int i = 0; i < 5; i++) {
                assertAnswered(8, client.turn(engine.endpoint(), GAME, 7, LONG));
                assertAnswered(8, client.status(engine.endpoint(), GAME, LONG));
            }
            assertThat(engine.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_was_closed_while_idle_is_not_written_to() throws Exception {
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
            talk.send(json(state(talk.number())));
            talk.hangUp();
        })) {
            assertAnswered(1, client.turn(engine.endpoint(), GAME, 0, LONG));
            engine.awaitEnded(1);
            assertAnswered(2, client.turn(engine.endpoint(), GAME, 1, LONG));
            engine.awaitEnded(1);
            assertAnswered(3, client.status(engine.endpoint(), GAME, LONG));

            assertThat(engine.requests()).hasSize(3);
            assertThat(engine.connections()).isEqualTo(3);
        }
    }

    @Test
    void many_connections_that_were_closed_while_idle_cost_no_call() throws Exception {
        int calls = 20;
        CyclicBarrier together = new CyclicBarrier(calls);
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
                    if (talk.number() <= calls) {
                        await(together);
                        talk.send(json(state(1)));
                        talk.hangUp();
                    } else {
                        talk.send(json(state(2)));
                    }
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = IntStream.range(0, calls)
                    .mapToObj(i -> threads.submit(() -> client.status(engine.endpoint(), GAME, LONG)))
                    .toList();
            for (var reply : replies) {
                assertAnswered(1, reply.get());
            }
            engine.awaitEnded(calls);

            assertAnswered(2, client.turn(engine.endpoint(), GAME, 1, LONG));
            assertThat(engine.requests()).hasSize(calls + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"})
    void bytes_behind_an_answer_never_become_the_next_answer(String behind) throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(
                talk -> talk.send(json(state(talk.number())) + (talk.number() == 1 ? behind : "")))) {
            assertAnswered(1, client.turn(engine.endpoint(), GAME, 0, LONG));
            assertAnswered(2, client.turn(engine.endpoint(), GAME, 1, LONG));

            assertThat(engine.connections()).isEqualTo(2);
            assertThat(engine.requests()).hasSize(2);
        }
    }

    @Test
    void bytes_that_come_while_a_connection_is_idle_never_become_the_next_answer() throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        CountDownLatch pushed = new CountDownLatch(1);
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
            talk.send(json(state(talk.number())));
            if (talk.number() == 1) {
                idle.await();
                talk.send(json(state(666)));
                pushed.countDown();
            }
        })) {
            assertAnswered(1, client.turn(engine.endpoint(), GAME, 0, LONG));
            idle.countDown();
            pushed.await();
            assertAnswered(2, client.turn(engine.endpoint(), GAME, 1, LONG));

            assertThat(engine.connections()).isEqualTo(2);
        }
    }

    @Test
    void an_answer_that_was_cut_leaves_no_connection_behind() throws IOException {
        String tooLong = "HTTP/1.1 400 x\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000);
        try (ScriptedEngine engine =
                new ScriptedEngine(talk -> talk.send(talk.number() == 1 ? tooLong : json(state(8))))) {
            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG)).isInstanceOf(EngineReply.Refused.class);
            assertAnswered(8, client.turn(engine.endpoint(), GAME, 7, LONG));

            assertThat(engine.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_turn_on_a_connection_that_ends_unheard_is_in_doubt_and_not_repeated() throws IOException {
        try (ScriptedEngine engine = closingAtTheSecondRequest()) {
            assertAnswered(1, client.status(engine.endpoint(), GAME, LONG));
            assertThat(client.turn(engine.endpoint(), GAME, 1, LONG)).isInstanceOf(EngineReply.Unanswered.class);

            assertThat(engine.requests()).hasSize(2);
        }
    }

    @Test
    void only_a_report_is_asked_again_when_a_kept_connection_ends_unheard() throws IOException {
        assertThat(requestsFor(new EngineRequest.Report(ACTOR, 1))).isEqualTo(3);
        assertThat(requestsFor(new EngineRequest.StoredOrders(ACTOR, 1))).isEqualTo(2);
        assertThat(requestsFor(new EngineRequest.Commands(ACTOR, "[]".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(2);
        assertThat(requestsFor(new EngineRequest.Orders(ACTOR, "[]".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(2);
    }

    private int requestsFor(EngineRequest request) throws IOException {
        try (ScriptedEngine engine = closingAtTheSecondRequest()) {
            assertAnswered(1, client.status(engine.endpoint(), GAME, LONG));
            EngineAnswer answer = client.relay(engine.endpoint(), GAME, request, LONG);

            assertThat(answer)
                    .isInstanceOf(
                            engine.requests().size() == 3 ? EngineAnswer.Json.class : EngineAnswer.Unanswered.class);
            return engine.requests().size();
        }
    }

    @Test
    void a_report_on_a_new_connection_is_asked_once() throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(ScriptedEngine.Talk::hangUp)) {
            assertThat(client.relay(engine.endpoint(), GAME, new EngineRequest.Report(ACTOR, 1), LONG))
                    .isInstanceOf(EngineAnswer.Unanswered.class);
            assertThat(engine.requests()).hasSize(1);
        }
    }

    @Test
    void a_report_whose_answer_began_is_asked_once() throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
            talk.send(talk.number() == 1 ? json(state(1)) : "HTTP/1.1 200 OK\r\nContent-Len");
            if (talk.number() > 1) {
                talk.hangUp();
            }
        })) {
            assertAnswered(1, client.status(engine.endpoint(), GAME, LONG));
            assertThat(client.relay(engine.endpoint(), GAME, new EngineRequest.Report(ACTOR, 1), LONG))
                    .isInstanceOf(EngineAnswer.Unanswered.class);
            assertThat(engine.requests()).hasSize(2);
        }
    }

    @Test
    void whatever_happens_to_connections_a_turn_is_sent_once_and_gets_its_own_answer() throws Exception {
        int calls = 3000;
        try (ScriptedEngine engine = new ScriptedEngine(ConnectionReuseTest::misbehave);
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            var replies = IntStream.range(0, calls)
                    .mapToObj(turn -> threads.submit(() -> client.turn(engine.endpoint(), GAME, turn, LONG)))
                    .toList();
            int answered = 0;
            for (int turn = 0; turn < calls; turn++) {
                if (replies.get(turn).get() instanceof EngineReply.Answered reply) {
                    assertThat(reply.state().turn()).isEqualTo(turn + 1);
                    answered++;
                }
            }

            assertThat(answered).isGreaterThan(calls / 2);
            assertThat(engine.requests()).doesNotHaveDuplicates();
        }
    }

    /** Answers with the turn after the expected one, and does something to the connection. */
    private static void misbehave(ScriptedEngine.Talk talk) throws IOException {
        String body = state(talk.expectedTurn() + 1);
        switch (ThreadLocalRandom.current().nextInt(8)) {
            case 0 -> talk.hangUp();
            case 1 -> {
                talk.send(json(body));
                talk.hangUp();
            }
            case 2 -> talk.send(json(body) + json(state(666)));
            case 3 -> talk.send(ScriptedEngine.answer(200, body, "Connection: close"));
            case 4 -> {
                talk.send(json(body).substring(0, 60));
                talk.hangUp();
            }
            default -> talk.send(json(body));
        }
    }

    private static ScriptedEngine closingAtTheSecondRequest() throws IOException {
        return new ScriptedEngine(talk -> {
            if (talk.number() == 2) {
                talk.hangUp();
            } else {
                talk.send(json(state(talk.number())));
            }
        });
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    static void assertAnswered(long turn, EngineReply reply) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        EngineReply.Answered.class,
                        answered -> assertThat(answered.state().turn()).isEqualTo(turn));
    }
}
