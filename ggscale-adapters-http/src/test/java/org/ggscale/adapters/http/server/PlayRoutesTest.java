package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayRoutesTest {
    private static Surface surface;

    private String game;
    private StubGame engine;

    @BeforeAll
    static void open() {
        surface = new Surface();
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    @BeforeEach
    void register() {
        game = surface.register();
        engine = surface.game(game);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[ ]",
                "[1.50e+00, -0, \"\\u00e4\\ud83d\\ude80ä🚀\\/\", {\"actor\":\t\"Vegans\"}, [[]], null, true ]",
                "[\n\n\"]\", \"\\\"]\"\r\n]"
            })
    void the_array_reaches_the_engine_byte_for_byte(String array) {
        surface.ask(commands("ada", "{\"actor\": \"Vegans\", \"commands\" : " + array + " , \"more\": [2]}"))
                .is(200);
        assertThat(engine.requests).singleElement().isInstanceOfSatisfying(EngineRequest.Commands.class, sent -> {
            assertThat(new String(sent.array(), StandardCharsets.UTF_8)).isEqualTo(array);
            assertThat(sent.actor()).isEqualTo(new RaceName("Terrans"));
        });
    }

    @Test
    void orders_commands_stored_orders_and_reports_reach_the_engine_as_what_they_are() {
        surface.ask(commands("bob", "{\"commands\": [1]}")).is(200);
        surface.ask(Ask.post(url("orders")).user("bob").json("{\"commands\": [2]}"))
                .is(200);
        surface.ask(Ask.get(url("orders/3")).user("bob")).is(200);
        surface.ask(Ask.get(url("reports/9007199254740992")).user("bob")).is(200);
        RaceName vegans = new RaceName("Vegans");
        assertThat(engine.requests)
                .satisfiesExactly(
                        sent -> assertThat(sent).isInstanceOf(EngineRequest.Commands.class),
                        sent -> assertThat(sent).isInstanceOf(EngineRequest.Orders.class),
                        sent -> assertThat(sent).isEqualTo(new EngineRequest.StoredOrders(vegans, 3)),
                        sent -> assertThat(sent).isEqualTo(new EngineRequest.Report(vegans, 9007199254740992L)));
    }

    @Test
    void the_engines_answer_comes_back_byte_for_byte_under_our_own_headers() {
        String body = " {\"turn\" : 8, \"x\": 1.50, \"x\": \"\\u0041\"}\n";
        engine.relay = request -> StubGame.json(body);
        Reply reply = surface.ask(Ask.get(url("reports/8")).user("ada")).is(200);
        assertThat(reply.text()).isEqualTo(body);
        assertThat(reply.header("content-type")).contains("application/json");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
    }

    @Test
    void a_large_answer_is_streamed_through() {
        byte[] noise = new byte[3 * 1024 * 1024];
        new Random(7).nextBytes(noise);
        String body = "\"" + HexFormat.of().formatHex(noise) + "\"";
        engine.relay = request -> StubGame.json(body);
        assertThat(surface.exchange(Ask.get(url("reports/8")).user("ada"))
                        .is(200)
                        .text())
                .isEqualTo(body);
    }

    @Test
    void an_answer_that_breaks_late_ends_the_connection_without_the_last_chunk() {
        engine.relay = request -> new EngineAnswer.Json(
                new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new BrokenStream()));
        assertThatThrownBy(() -> surface.exchange(Ask.get(url("reports/8")).user("ada")))
                .hasRootCauseInstanceOf(EOFException.class);
    }

    @Test
    void what_the_engine_refuses_is_passed_on_as_detail() {
        engine.relay = request -> refused(409, "{\"error\": {\"code\": \"unknown_fleet\"}}");
        Reply json = surface.ask(commands("ada", "{\"commands\": []}")).refused(422, "engine_validation_error");
        assertThat(json.json().path("error").path("detail").toString())
                .isEqualTo("{\"error\":{\"code\":\"unknown_fleet\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no such fleet", "{\"cut\": [1, ", "{} {}", "<html>\"\u0001</html>"})
    void what_is_no_json_is_passed_on_as_text(String words) {
        engine.relay = request -> refused(404, words);
        Reply text = surface.ask(commands("ada", "{\"commands\": []}")).refused(422, "engine_validation_error");
        assertThat(text.json().path("error").path("detail").asText()).isEqualTo(words);
    }

    @Test
    void an_engine_that_refuses_without_a_word_has_no_detail() {
        engine.relay = request -> refused(400, "");
        Reply reply = surface.ask(commands("ada", "{\"commands\": []}")).refused(422, "engine_validation_error");
        assertThat(reply.json().path("error").has("detail")).isFalse();
    }

    @Test
    void an_engine_that_does_not_answer_is_unreachable() {
        engine.relay = request -> new EngineAnswer.Unanswered("the engine did not answer within 15 s");
        surface.ask(commands("ada", "{\"commands\": []}")).refused(502, "engine_unreachable");
    }

    @Test
    void an_engine_that_breaks_the_contract_is_a_protocol_violation() {
        engine.relay = request -> new EngineAnswer.Garbled("the body is empty");
        surface.ask(Ask.get(url("orders/1")).user("ada")).refused(502, "engine_protocol_violation");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void a_body_that_is_not_one_array_of_commands_is_refused(String body, String sentence) {
        assertThat(surface.ask(commands("ada", body))
                        .refused(400, "invalid_request")
                        .message())
                .contains(sentence);
        assertThat(engine.requests).isEmpty();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{}", "commands is missing; it is an array"),
                Arguments.of("{\"commands\": {}}", "commands is an array, not an object"),
                Arguments.of("{\"commands\": null}", "commands is an array, not null"),
                Arguments.of("{\"commands\": [], \"commands\": []}", "member commands is repeated"),
                Arguments.of("{\"commands\": [{\"a\": 1, \"a\": 2}]}", "member a is repeated"),
                Arguments.of("[]", "the body is a JSON object, not an array"),
                Arguments.of("{\"commands\": [\"\\u0000\"]}", "NUL"),
                Arguments.of("{\"commands\": []} x", "the body is no JSON"),
                Arguments.of("{\"commands\": []} {}", "something follows"));
    }

    @Test
    void a_body_has_262144_bytes_and_not_one_more() {
        String frame = "{\"commands\": []}";
        surface.ask(commands("ada", frame + " ".repeat(262_144 - frame.length())))
                .is(200);
        surface.ask(commands("ada", frame + " ".repeat(262_145 - frame.length())))
                .refused(413, "request_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "0x1", "9007199254740993", "99999999999999999999", "%20", "+1", "one"})
    void a_turn_is_a_decimal_number_up_to_2_to_the_53rd(String turn) {
        surface.ask(Ask.get(url("reports/" + turn)).user("ada")).refused(400, "invalid_request");
    }

    @Test
    void there_is_exactly_one_user_and_the_name_is_printable() {
        surface.ask(Ask.get(url("reports/1"))).refused(400, "invalid_request");
        surface.ask(Ask.get(url("reports/1")).user("ada").user("ada")).refused(400, "invalid_request");
        surface.ask(Ask.get(url("reports/1")).user("ada bob")).refused(400, "invalid_request");
        surface.ask(Ask.get(url("reports/1")).user("ädа")).refused(400, "invalid_request");
        surface.ask(Ask.get(url("reports/1")).user("")).refused(400, "invalid_request");
        surface.ask(Ask.get(url("reports/1")).user("a".repeat(129))).refused(400, "invalid_request");
    }

    @Test
    void a_stranger_is_forbidden() {
        surface.ask(Ask.get(url("reports/1")).user("eve")).refused(403, "forbidden");
        assertThat(engine.requests).isEmpty();
    }

    @Test
    void what_is_checked_first_is_answered_first() {
        String nowhere = Surface.API + "/games/" + UUID.randomUUID() + "/commands";
        surface.ask(Ask.post(nowhere).user("eve").json("[")).refused(400, "invalid_request");
        surface.ask(Ask.post(nowhere).user("eve").json("{\"commands\": []}")).refused(404, "not_found");
        change(record -> record.next(RuntimeStatus.STOPPED, Instant.now()).build());
        surface.ask(commands("eve", "{\"commands\": []}")).refused(409, "runtime_not_running");
    }

    @Test
    void a_paused_game_is_not_running() {
        surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/pause")).is(200);
        assertThat(surface.ask(commands("ada", "{\"commands\": []}"))
                        .refused(409, "runtime_not_running")
                        .message())
                .contains("paused");
    }

    @Test
    void a_game_of_another_node_is_a_conflict_that_names_it() {
        change(record -> record.next(RuntimeStatus.RUNNING, Instant.now())
                .engine(of(record.engine(), new NodeId("elsewhere")))
                .build());
        assertThat(surface.ask(commands("ada", "{\"commands\": []}"))
                        .refused(409, "conflict")
                        .message())
                .contains("elsewhere");
    }

    @Test
    void while_a_turn_is_generated_it_is_closed() throws InterruptedException {
        CountDownLatch playing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        engine.turnReply = reply -> {
            playing.countDown();
            await(go);
            return reply;
        };
        try (Wire force = surface.wire()) {
            force.send(Ask.post(Surface.API + "/runtimes/" + game + "/force-next-turn")
                    .bytes());
            playing.await();
            surface.ask(commands("ada", "{\"commands\": []}")).refused(409, "turn_already_closed");
            go.countDown();
            force.reply().is(200);
        }
    }

    @Test
    void reports_are_answered_when_the_game_is_finished_and_nothing_else_is() {
        engine.lastTurn = 1;
        surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/force-next-turn"))
                .is(200);
        surface.ask(Ask.get(url("reports/1")).user("ada")).is(200);
        surface.ask(Ask.get(url("orders/1")).user("ada")).refused(409, "runtime_not_running");
        surface.ask(commands("ada", "{\"commands\": []}")).refused(409, "runtime_not_running");
    }

    private String url(String rest) {
        return Surface.API + "/games/" + game + "/" + rest;
    }

    private Ask commands(String user, String body) {
        return Ask.post(url("commands")).user(user).json(body);
    }

    private static EngineAnswer refused(int status, String detail) {
        return new EngineAnswer.Refused(status, detail.getBytes(StandardCharsets.UTF_8));
    }

    private void change(Function<RuntimeRecord, RuntimeRecord> next) {
        RuntimeRecords records = surface.ggscale.storage().runtimeRecords();
        RuntimeRecord record =
                records.find(new GameKey(TenantId.DEFAULT, GameId.parse(game))).orElseThrow();
        assertThat(records.replace(RuntimeRecords.Change.of(record, next.apply(record))))
                .isInstanceOf(RuntimeRecords.Replacement.Replaced.class);
    }

    private static EngineBinding of(EngineBinding engine, NodeId node) {
        return new EngineBinding(
                engine.version(),
                engine.imageRef(),
                engine.instanceId(),
                engine.token(),
                engine.endpoint(),
                engine.external(),
                Optional.of(node),
                engine.capabilities(),
                engine.health());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the body is no JSON at byte 100000");
        }
    }
}
