package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.Answers.RACES;
import static org.ggscale.adapters.http.client.Answers.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine contract looks like on the wire. */
@Timeout(30)
class OkHttpEnginesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MockWebServer engine = new MockWebServer();
    private final OkHttpEngines client = OkHttpEngines.create();
    private EngineEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        engine.start(InetAddress.getByName("127.0.0.1"), 0);
        endpoint = EngineEndpoint.parse("http://127.0.0.1:" + engine.getPort() + "/games/7/");
    }

    @AfterEach
    void close() {
        client.close();
        engine.close();
    }

    @Test
    void init_names_the_game_and_its_races() throws InterruptedException {
        answer(201, state(0));

        assertThat(client.init(endpoint, GAME, RACES, LONG)).isInstanceOf(EngineReply.Answered.class);
        assertRequest(
                "POST /games/7/api/v1/admin/init HTTP/1.1",
                "{\"gameId\":\"" + GAME + "\",\"races\":[{\"raceName\":\"Humans\"},{\"raceName\":\"Zergs\"}]}");
    }

    @Test
    void init_may_also_be_answered_with_200() {
        answer(200, state(0));

        assertThat(client.init(endpoint, GAME, RACES, LONG)).isInstanceOf(EngineReply.Answered.class);
    }

    @Test
    void a_turn_carries_the_game_and_the_expected_turn() throws InterruptedException {
        answer(200, state(8));

        client.turn(endpoint, GAME, 7, LONG);
        assertRequest("PUT /games/7/api/v1/admin/turn HTTP/1.1", "{\"game_id\":\"" + GAME + "\",\"expected_turn\":7}");
    }

    @Test
    void a_state_is_read_as_it_stands() {
        answer(
                200,
                state(
                        "\"turn\":8,\"finished\":true,\"capabilities\":[\"durable_state\",\"flying\"],\"more\":{\"turn\":9}"));

        EngineState state = ((EngineReply.Answered) client.status(endpoint, GAME, LONG)).state();
        assertThat(state.id()).isEqualTo(GAME);
        assertThat(state.turn()).isEqualTo(8);
        assertThat(state.stage()).isEqualTo("play");
        assertThat(state.finished()).isTrue();
        assertThat(state.capabilities()).containsExactly(EngineCapability.DURABLE_STATE);
        assertThat(state.races())
                .containsExactly(new EngineState.Race(
                        UUID.fromString("aaaaaaaa-0000-0000-0000-000000000001"), "Humans", 3, 1.5, false));
    }

    @Test
    void a_status_is_a_plain_get_without_any_header_of_a_caller() throws InterruptedException {
        answer(200, state(8));

        client.status(endpoint, GAME, LONG);
        RecordedRequest request = engine.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("GET /games/7/api/v1/admin/status HTTP/1.1");
        assertThat(request.getHeaders().toMultimap())
                .containsOnlyKeys("host", "connection", "user-agent", "accept-encoding");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void a_banishment_names_the_race() throws InterruptedException {
        answer(204, "");

        assertThat(client.banish(endpoint, GAME, new RaceName("Ze\"rgs"), LONG)).isEqualTo(new BanishReply.Banished());
        assertRequest("POST /games/7/api/v1/admin/race/banish HTTP/1.1", "{\"race_name\":\"Ze\\\"rgs\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 301, 307, 500, 503})
    void any_answer_to_a_banishment_but_204_and_4xx_leaves_it_in_doubt(int status) {
        answer(status, state(8));

        assertThat(client.banish(endpoint, GAME, new RaceName("Zergs"), LONG)).isInstanceOf(BanishReply.InDoubt.class);
        assertThat(engine.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_409_with_a_state_is_a_conflict_that_carries_it() {
        answer(409, state(8));

        assertThat(client.turn(endpoint, GAME, 7, LONG))
                .isInstanceOfSatisfying(
                        EngineReply.Conflicted.class,
                        conflict -> assertThat(conflict.state().turn()).isEqualTo(8));
    }

    @Test
    void a_409_without_a_readable_state_is_a_refusal() {
        answer(409, state("\"turn\":8,\"turn\":9"));

        assertThat(client.turn(endpoint, GAME, 7, LONG))
                .isEqualTo(new EngineReply.Refused(409, state("\"turn\":8,\"turn\":9")));
    }

    @Test
    void an_engine_before_init_refuses_the_status() {
        String body = "{\"error\":{\"code\":\"not_initialised\",\"message\":\"no game yet\"}}";
        answer(404, body);

        assertThat(client.status(endpoint, GAME, LONG)).isEqualTo(new EngineReply.Refused(404, body));
    }

    @Test
    void commands_and_orders_are_wrapped_by_bytes() throws Exception {
        byte[] array = "[ {\"a\" : \"\u00e9\", \"a\":1e400} ]".getBytes(UTF_8);
        RaceName actor = new RaceName("Ma\"r\\ti\u00e1ns \ud83d\udc7d");
        String body =
                "{\"actor\":\"Ma\\\"r\\\\ti\u00e1ns \ud83d\udc7d\",\"cmd\":[ {\"a\" : \"\u00e9\", \"a\":1e400} ]}";
        answer(200, "{}");
        answer(200, "{}");

        client.relay(endpoint, GAME, new EngineRequest.Commands(actor, array), LONG);
        assertRequest("PUT /games/7/api/v1/command HTTP/1.1", body);
        client.relay(endpoint, GAME, new EngineRequest.Orders(actor, array), LONG);
        assertRequest("PUT /games/7/api/v1/order HTTP/1.1", body);
    }

    @Test
    void an_array_of_256_kib_arrives_whole() throws InterruptedException {
        String array = "[\"" + "x".repeat(256 * 1024) + "\"]";
        answer(200, "{}");

        client.relay(endpoint, GAME, new EngineRequest.Commands(RACES.getFirst(), array.getBytes(UTF_8)), LONG);
        assertRequest("PUT /games/7/api/v1/command HTTP/1.1", "{\"actor\":\"Humans\",\"cmd\":" + array + "}");
    }

    @Test
    void the_player_of_a_query_is_percent_encoded() throws InterruptedException {
        RaceName actor = new RaceName("a b+c&d=e%f/\u00e9#?;'\ud83d\udc7d");
        answer(200, "{}");
        answer(200, "{}");

        client.relay(endpoint, GAME, new EngineRequest.Report(actor, 12), LONG);
        RecordedRequest report = engine.takeRequest();
        assertThat(report.getTarget())
                .startsWith("/games/7/api/v1/report?player=a%20b%2Bc%26d%3De%25f")
                .endsWith("&turn=12");
        assertThat(report.getTarget()).isPrintable().doesNotContain(" ");
        assertThat(report.getUrl().queryParameter("player")).isEqualTo(actor.value());

        client.relay(endpoint, GAME, new EngineRequest.StoredOrders(actor, 0), LONG);
        assertThat(engine.takeRequest().getTarget())
                .startsWith("/games/7/api/v1/order?player=")
                .endsWith("&turn=0");
    }

    @Test
    void an_answer_is_relayed_byte_for_byte() throws IOException {
        String body = " {\"turn\" : 1.50, \"turn\":2, \"x\":\"\\u00e9\u00e9\"}\n";
        answer(200, body);

        EngineAnswer answer = client.relay(endpoint, GAME, new EngineRequest.Report(RACES.getFirst(), 1), LONG);
        try (var stream = ((EngineAnswer.Json) answer).body()) {
            assertThat(stream.readAllBytes()).isEqualTo(body.getBytes(UTF_8));
        }
    }

    @Test
    void an_engine_is_alive_when_it_says_200() throws InterruptedException {
        answer(200, "ok");
        answer(503, "");
        answer(204, "");

        assertThat(client.alive(endpoint, LONG)).isTrue();
        assertThat(client.alive(endpoint, LONG)).isFalse();
        assertThat(client.alive(endpoint, LONG)).isFalse();
        assertThat(engine.takeRequest().getRequestLine()).isEqualTo("GET /games/7/healthz HTTP/1.1");
    }

    @Test
    void an_engine_that_is_not_there_is_not_alive_and_does_not_answer() {
        engine.close();

        assertThat(client.alive(endpoint, LONG)).isFalse();
        assertThat(client.turn(endpoint, GAME, 7, LONG)).isInstanceOf(EngineReply.Unanswered.class);
    }

    @Test
    void no_time_means_no_call() {
        assertThat(client.turn(endpoint, GAME, 7, Duration.ZERO)).isInstanceOf(EngineReply.Unanswered.class);
        assertThat(client.turn(endpoint, GAME, 7, Duration.ofSeconds(-1))).isInstanceOf(EngineReply.Unanswered.class);
        assertThat(engine.getRequestCount()).isZero();
    }

    @Test
    void a_year_is_as_good_as_a_day() {
        answer(200, state(8));

        assertThat(client.turn(endpoint, GAME, 7, Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(EngineReply.Answered.class);
    }

    @Test
    void an_endpoint_that_is_not_http_is_a_fault_of_the_caller() {
        EngineEndpoint elsewhere = new EngineEndpoint(URI.create("in-process:demo"));

        assertThatThrownBy(() -> client.status(elsewhere, GAME, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in-process");
    }

    @Test
    void options_out_of_range_are_refused() {
        OkHttpEngines.Builder builder = OkHttpEngines.builder();

        assertThatThrownBy(() -> builder.maxInFlightPerEngine(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxIdleConnections(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.keepAlive(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private void answer(int status, String body) {
        engine.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void assertRequest(String line, String body) throws InterruptedException {
        RecordedRequest request = engine.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo(line);
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBody().utf8()).isEqualTo(body);
    }
}
