package org.ggscale.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.Answers.state;
import static org.ggscale.adapters.http.client.ScriptedEngine.answer;
import static org.ggscale.adapters.http.client.ScriptedEngine.json;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that do whatever they want: each call is sent once, ends in time, and says what was seen. */
@Timeout(30)
class EngineFaultsTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    /** Far below a body without end, far above what the sockets' buffers hold. */
    private static final long TAKEN_AT_MOST = 24L << 20;

    private static final long ALLOCATED_AT_MOST = 32L << 20;

    private final OkHttpEngines client = OkHttpEngines.create();

    @AfterEach
    void close() {
        client.close();
    }

    static Stream<Arguments> engines_that_never_finish() {
        return Stream.of(
                fault("no answer", talk -> talk.sayNothing()),
                fault("headers only", talk -> {
                    talk.send(HEAD + "Content-Length: 100\r\n\r\n");
                    talk.sayNothing();
                }),
                fault("half a status line", talk -> {
                    talk.send("HTTP/1.1 20");
                    talk.sayNothing();
                }),
                fault("a head byte now and then", talk -> {
                    talk.send(HEAD + "X-Slow: ");
                    talk.trickle("x");
                }),
                fault("a body byte now and then", talk -> {
                    talk.send(HEAD + "Content-Length: 1000000\r\n\r\n");
                    talk.trickle(" ");
                }),
                fault("a chunk now and then", talk -> {
                    talk.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
                    talk.trickle("1\r\n \r\n");
                }),
                fault("one interim answer after the other", talk -> talk.trickle("HTTP/1.1 100 Continue\r\n\r\n")),
                fault("a body that ends with a connection that does not end", talk -> {
                    talk.send(HEAD + "\r\n" + state(8));
                    talk.sayNothing();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines_that_never_finish")
    void a_turn_ends_at_its_deadline(String fault, ScriptedEngine.Script script) throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(script)) {
            EngineReply reply = client.turn(engine.endpoint(), GAME, 7, SHORT);

            assertThat(reply).isEqualTo(new EngineReply.Unanswered("no answer within 400 ms"));
            assertThat(engine.requests()).singleElement().asString().startsWith("PUT /api/v1/admin/turn");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines_that_never_finish")
    void a_command_ends_at_its_deadline(String fault, ScriptedEngine.Script script) throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(script)) {
            EngineAnswer answer = client.relay(engine.endpoint(), GAME, commands(), SHORT);

            assertThat(answer).isEqualTo(new EngineAnswer.Unanswered("no answer within 400 ms"));
            assertThat(engine.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> engines_that_break_off() {
        return Stream.of(
                fault("connection closed after the request was read", talk -> talk.hangUp()),
                fault("closed within the head", talk -> {
                    talk.send("HTTP/1.1 200 OK\r\nContent-Ty");
                    talk.hangUp();
                }),
                fault("closed within the body", talk -> {
                    talk.send(HEAD + "Content-Length: 1000\r\n\r\n{\"turn\":");
                    talk.hangUp();
                }),
                fault("closed within a chunk", talk -> {
                    talk.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n10\r\n{\"turn\":");
                    talk.hangUp();
                }),
                fault("500", answering(answer(500, "{}"))),
                fault("502", answering(answer(502, "{}"))),
                fault("503, to be retried at once", answering(answer(503, "{}", "Retry-After: 0"))),
                fault("503, to be retried soon", answering(answer(503, "{}", "Retry-After: 1"))),
                fault("503, to be retried never", answering(answer(503, "{}", "Retry-After: 99999999999"))),
                fault("503 without an end", talk -> {
                    talk.send("HTTP/1.1 503 x\r\nContent-Length: 1000000000000\r\n\r\n");
                    talk.sendForEver("x");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines_that_break_off")
    void a_turn_that_is_lost_is_sent_once(String fault, ScriptedEngine.Script script) throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(script)) {
            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG)).isInstanceOf(EngineReply.Unanswered.class);
            assertThat(engine.requests()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines_that_break_off")
    void a_status_or_a_command_that_is_lost_is_sent_once(String fault, ScriptedEngine.Script script)
            throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(script)) {
            assertThat(client.status(engine.endpoint(), GAME, LONG)).isInstanceOf(EngineReply.Unanswered.class);
            assertThat(engine.requests()).hasSize(1);
            assertThat(client.relay(engine.endpoint(), GAME, commands(), LONG))
                    .isInstanceOf(EngineAnswer.Unanswered.class);
            assertThat(engine.requests()).hasSize(2);
        }
    }

    static Stream<Arguments> engines_that_break_the_contract() {
        return Stream.of(
                fault("201", answering(answer(201, state(8)))),
                fault("204", answering("HTTP/1.1 204 No Content\r\n\r\n")),
                fault("204 with a body", answering(answer(204, state(8)))),
                fault("206", answering(answer(206, state(8)))),
                fault("304", answering("HTTP/1.1 304 Not Modified\r\n\r\n")),
                fault(
                        "101",
                        answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
                fault("999", answering(answer(999, state(8)))),
                fault("no HTTP", answering("SSH-2.0-OpenSSH_9.2\r\n")),
                fault("a status below zero", answering("HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n")),
                fault("a length below zero", answering(HEAD + "Content-Length: -5\r\n\r\n{}")),
                fault("nothing", answering(json(""))),
                fault("no JSON", answering(json("<html>"))),
                fault("half of it", answering(json("{\"turn\":"))),
                fault("more than it", answering(json(state(8) + "}"))),
                fault("no UTF-8", answering(json(state("\"turn\":8,\"x\":\"\u00C3\u0028\"")))),
                fault("a surrogate", answering(json(state("\"turn\":8,\"x\":\"\u00ED\u00A0\u0080\"")))),
                fault("an overlong slash", answering(json(state("\"turn\":8,\"x\":\"\u00C0\u00AF\"")))),
                fault("a byte order mark", answering(json("\u00EF\u00BB\u00BF" + state(8)))),
                fault("depth", answering(json(state("\"turn\":8,\"x\":" + "[".repeat(500_000) + "]".repeat(500_000))))),
                fault("depth without end", answering(json("[".repeat(1_000_000)))),
                fault("a repeated turn", answering(json(state("\"turn\":8,\"turn\":9")))),
                fault("an escaped repeated turn", answering(json(state("\"turn\":8,\"\\u0074urn\":9")))),
                fault("1e400", answering(json(state(8).replace("1.5", "1e400")))),
                fault("NaN", answering(json(state(8).replace("1.5", "NaN")))),
                fault("gzip", compressed()),
                fault("a length above the limit", answering(HEAD + "Content-Length: 1048577\r\n\r\n")),
                fault("a gigabyte", talk -> {
                    talk.send(HEAD + "Content-Length: 1073741824\r\n\r\n");
                    talk.sendForEver(" ");
                }),
                fault("no end of chunks", talk -> {
                    talk.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
                    talk.sendForEver("100\r\n" + " ".repeat(256) + "\r\n");
                }),
                fault("no end of a chunk's line", talk -> {
                    talk.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n1;x=");
                    talk.sendForEver("x");
                }),
                fault("no end of trailers", talk -> {
                    talk.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n \r\n0\r\n");
                    talk.sendForEver("X-Trailer: x\r\n");
                }),
                fault("no end of headers", talk -> {
                    talk.send(HEAD);
                    talk.sendForEver("X-Header: x\r\n");
                }),
                fault("no end of a header", talk -> {
                    talk.send(HEAD + "X-Header: ");
                    talk.sendForEver("x");
                }),
                fault("no end of interim answers", talk -> talk.sendForEver("HTTP/1.1 100 Continue\r\n\r\n")),
                fault("no end of a body without length", talk -> {
                    talk.send(HEAD + "\r\n");
                    talk.sendForEver(" ");
                }));
    }

    /** The first call loads classes, which is not what a call costs. */
    private void loadClasses() throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(answer(200, "{\"turn\":"))) {
            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG)).isInstanceOf(EngineReply.Garbled.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("engines_that_break_the_contract")
    void a_turn_answered_against_the_contract_is_garbled(String fault, ScriptedEngine.Script script)
            throws IOException {
        loadClasses();
        try (ScriptedEngine engine = new ScriptedEngine(script)) {
            long before = allocated();

            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG)).isInstanceOf(EngineReply.Garbled.class);
            assertThat(allocated() - before).isLessThan(ALLOCATED_AT_MOST);
            assertThat(engine.requests()).hasSize(1);
            assertThat(engine.written()).isLessThan(TAKEN_AT_MOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 -20 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n"})
    void what_the_library_stumbles_over_is_no_answer_to_any_call(String head) throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(head + "\r\n")) {
            assertThat(client.status(engine.endpoint(), GAME, LONG)).isInstanceOf(EngineReply.Garbled.class);
            assertThat(client.relay(engine.endpoint(), GAME, commands(), LONG))
                    .isInstanceOf(EngineAnswer.Garbled.class);
            assertThat(client.banish(engine.endpoint(), GAME, new RaceName("Humans"), LONG))
                    .isInstanceOf(BanishReply.InDoubt.class);
            assertThat(client.alive(engine.endpoint(), LONG)).isFalse();
            assertThat(engine.requests()).hasSize(4);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 401, 403, 404, 407, 408, 409, 413, 421, 425, 429, 431, 451, 499})
    void a_refusal_is_handed_over_and_never_followed_up(int status) throws IOException {
        String[] headers = {"Retry-After: 0", "WWW-Authenticate: Basic", "Proxy-Authenticate: Basic"};
        try (ScriptedEngine engine = ScriptedEngine.answering(answer(status, "{\"why\":1}", headers))) {
            EngineReply.Refused refused = new EngineReply.Refused(status, "{\"why\":1}");

            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG)).isEqualTo(refused);
            assertThat(client.status(engine.endpoint(), GAME, LONG)).isEqualTo(refused);
            assertThat(client.relay(engine.endpoint(), GAME, commands(), LONG))
                    .isInstanceOfSatisfying(
                            EngineAnswer.Refused.class,
                            answer -> assertThat(answer.status()).isEqualTo(status));
            assertThat(engine.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
    void a_redirect_leaves_the_other_port_untouched(int status) throws IOException {
        try (ScriptedEngine victim = ScriptedEngine.answering(json(state(8)));
                ScriptedEngine engine = ScriptedEngine.answering(
                        answer(status, state(8), "Location: " + victim.endpoint() + "/api/v1/admin/turn"))) {
            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG)).isInstanceOf(EngineReply.Garbled.class);
            assertThat(client.status(engine.endpoint(), GAME, LONG)).isInstanceOf(EngineReply.Garbled.class);
            assertThat(client.relay(engine.endpoint(), GAME, commands(), LONG))
                    .isInstanceOf(EngineAnswer.Garbled.class);
            assertThat(engine.requests()).hasSize(3);
            assertThat(victim.connections()).isZero();
        }
    }

    @Test
    void a_refusal_without_end_is_cut_at_64_kib() throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
            talk.send("HTTP/1.1 422 x\r\nContent-Length: 1000000000000\r\n\r\n");
            talk.sendForEver("x");
        })) {
            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG))
                    .isEqualTo(new EngineReply.Refused(422, "x".repeat(64 * 1024)));
            assertThat(engine.written()).isLessThan(TAKEN_AT_MOST);
        }
    }

    @Test
    void another_turn_or_another_game_is_handed_over_as_it_is() throws IOException {
        String foreign = state(99).replace(GAME.toString(), "11111111-2222-3333-4444-555555555555");
        try (ScriptedEngine engine = ScriptedEngine.answering(json(foreign))) {
            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG))
                    .isInstanceOfSatisfying(EngineReply.Answered.class, answered -> {
                        assertThat(answered.state().turn()).isEqualTo(99);
                        assertThat(answered.state().id()).isNotEqualTo(GAME);
                    });
        }
    }

    /** The call runs on the thread of the test, so what that allocates is what the call held at most. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static ScriptedEngine.Script answering(String answer) {
        return talk -> talk.send(answer);
    }

    /** 64 MiB of blanks, and then a state, in 64 KiB. */
    private static ScriptedEngine.Script compressed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(" ".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1));
            }
            gzip.write(state(8).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return answering(answer(200, bytes.toString(StandardCharsets.ISO_8859_1), "Content-Encoding: gzip"));
    }

    private static EngineRequest commands() {
        return new EngineRequest.Commands(new RaceName("Humans"), "[]".getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments fault(String name, ScriptedEngine.Script script) {
        return arguments(name, script);
    }
}
