package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.Answers.state;
import static org.ggscale.adapters.http.client.ScriptedEngine.json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a slow engine, an interrupt or a closed client mean for calls under way. */
@Timeout(30)
class IsolationTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void a_slow_engine_keeps_nobody_but_its_own_callers_waiting() throws Exception {
        int calls = 300;
        CountDownLatch allAsked = new CountDownLatch(calls);
        CountDownLatch go = new CountDownLatch(1);
        try (OkHttpEngines client =
                        OkHttpEngines.builder().maxInFlightPerEngine(calls).build();
                ScriptedEngine slow = new ScriptedEngine(talk -> {
                    allAsked.countDown();
                    go.await();
                    talk.send(json(state(1)));
                });
                ScriptedEngine quick = ScriptedEngine.answering(json(state(2)));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = IntStream.range(0, calls)
                    .mapToObj(i -> threads.submit(() -> client.turn(slow.endpoint(), GAME, 0, LONG)))
                    .toList();
            allAsked.await();

            assertThat(client.turn(quick.endpoint(), GAME, 1, LONG)).isInstanceOf(EngineReply.Answered.class);
            go.countDown();
            for (Future<EngineReply> reply : waiting) {
                assertThat(reply.get()).isInstanceOf(EngineReply.Answered.class);
            }
        }
    }

    @Test
    void a_call_beyond_the_limit_waits_for_its_turn_or_its_deadline() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (OkHttpEngines client =
                        OkHttpEngines.builder().maxInFlightPerEngine(1).build();
                ScriptedEngine slow = new ScriptedEngine(talk -> {
                    asked.countDown();
                    go.await();
                    talk.send(json(state(1)));
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<EngineReply> first = threads.submit(() -> client.turn(slow.endpoint(), GAME, 0, LONG));
            asked.await();
            assertThat(client.turn(slow.endpoint(), GAME, 0, SHORT))
                    .isEqualTo(new EngineReply.Unanswered("no answer within 300 ms"));
            assertThat(slow.requests()).hasSize(1);

            Future<EngineReply> second = threads.submit(() -> client.turn(slow.endpoint(), GAME, 0, LONG));
            go.countDown();
            assertThat(first.get()).isInstanceOf(EngineReply.Answered.class);
            assertThat(second.get()).isInstanceOf(EngineReply.Answered.class);
        }
    }

    static Stream<ThreadFactory> threads() {
        return Stream.of(Thread.ofVirtual().factory(), Thread.ofPlatform().factory());
    }

    @ParameterizedTest
    @MethodSource("threads")
    void an_interrupt_ends_a_call_that_waits_for_its_answer_and_is_kept(ThreadFactory threads) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (OkHttpEngines client = OkHttpEngines.create();
                ScriptedEngine engine = new ScriptedEngine(talk -> {
                    asked.countDown();
                    talk.sayNothing();
                })) {
            assertInterrupted(threads, client, engine.endpoint(), asked);
            engine.awaitEnded(1);
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void an_interrupt_ends_a_call_that_waits_for_a_name_and_is_kept(ThreadFactory threads) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Names.Resolver resolver = host -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        };
        try (OkHttpEngines client = OkHttpEngines.builder().resolver(resolver).build()) {
            assertInterrupted(threads, client, EngineEndpoint.parse("http://engine.test:1"), asked);
        }
        never.countDown();
    }

    @Test
    void a_thread_that_is_interrupted_already_sends_nothing() throws Exception {
        try (OkHttpEngines client = OkHttpEngines.create();
                ScriptedEngine engine = ScriptedEngine.answering(json(state(1)))) {
            Thread.currentThread().interrupt();
            EngineReply reply = client.turn(engine.endpoint(), GAME, 0, LONG);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(reply).isInstanceOf(EngineReply.Unanswered.class);
            assertThat(engine.connections()).isZero();
        }
    }

    private static void assertInterrupted(
            ThreadFactory threads, OkHttpEngines client, EngineEndpoint endpoint, CountDownLatch asked)
            throws Exception {
        CompletableFuture<EngineReply> reply = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = threads.newThread(() -> {
            reply.complete(client.turn(endpoint, GAME, 0, LONG));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        asked.await();
        caller.interrupt();

        assertThat(reply.get()).isInstanceOf(EngineReply.Unanswered.class);
        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void closing_the_client_ends_its_calls_and_sends_no_more() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        OkHttpEngines client = OkHttpEngines.create();
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
                    asked.countDown();
                    talk.sayNothing();
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<EngineReply> waiting = threads.submit(() -> client.turn(engine.endpoint(), GAME, 0, LONG));
            asked.await();
            client.close();

            assertThat(waiting.get()).isInstanceOf(EngineReply.Unanswered.class);
            assertThat(client.turn(engine.endpoint(), GAME, 0, LONG))
                    .isEqualTo(new EngineReply.Unanswered("the client is closed"));
            assertThat(engine.requests()).hasSize(1);
        }
    }

    @Test
    void closing_the_client_closes_its_idle_connections() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(json(state(1)))) {
            OkHttpEngines client = OkHttpEngines.create();
            client.status(engine.endpoint(), GAME, LONG);
            client.close();

            engine.awaitEnded(1);
        }
    }

    @Test
    void an_engine_that_never_accepts_gets_the_request_once_at_most() throws IOException {
        try (OkHttpEngines client = OkHttpEngines.create();
                ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            EngineEndpoint endpoint = EngineEndpoint.parse("http://127.0.0.1:" + listening.getLocalPort());

            assertThat(client.turn(endpoint, GAME, 7, SHORT))
                    .isEqualTo(new EngineReply.Unanswered("no answer within 300 ms"));
            try (Socket socket = listening.accept()) {
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .containsOnlyOnce("PUT /api/v1/admin/turn")
                        .endsWith("\"expected_turn\":7}");
            }
            listening.setSoTimeout(1);
            assertThat(catchThrowable(listening::accept)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void an_engine_that_takes_no_body_costs_no_more_than_the_deadline() throws IOException {
        byte[] larger = "[]".concat(" ".repeat(32 << 20)).getBytes(UTF_8);
        try (OkHttpEngines client = OkHttpEngines.create();
                ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            EngineEndpoint endpoint = EngineEndpoint.parse("http://127.0.0.1:" + listening.getLocalPort());
            EngineRequest commands = new EngineRequest.Commands(Answers.RACES.getFirst(), larger);

            assertThat(client.relay(endpoint, GAME, commands, SHORT))
                    .isEqualTo(new EngineAnswer.Unanswered("no answer within 300 ms"));
        }
    }

    @Test
    void an_engine_whose_backlog_is_full_costs_no_more_than_the_deadline() throws IOException {
        try (OkHttpEngines client = OkHttpEngines.create();
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            assertThat(client.turn(EngineEndpoint.parse("http://127.0.0.1:" + full.getLocalPort()), GAME, 7, SHORT))
                    .isEqualTo(new EngineReply.Unanswered("no answer within 300 ms"));
        }
    }
}
