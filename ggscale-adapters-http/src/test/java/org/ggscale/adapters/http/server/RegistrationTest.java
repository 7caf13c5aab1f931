package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationTest {
    private static final String API = Surface.API;

    private static Surface surface;

    private final String game = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        surface = new Surface();
        surface.version("1.0.0");
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    @BeforeEach
    void healEngines() {
        surface.engines.initReply = null;
        surface.engines.statusReply = new EngineReply.Unanswered("nobody is there");
    }

    @Test
    void a_registered_game_runs_at_turn_0() {
        Reply reply = surface.ask(Surface.registration(game)).is(201);
        assertThat(reply.json().path("status").asText()).isEqualTo("running");
        assertThat(reply.json().path("current_turn").asInt()).isZero();
        assertThat(reply.json().path("next_generation_at").asText()).endsWith("T18:00:00Z");
        assertThat(reply.json().path("engine_capabilities").toString()).isEqualTo("[\"conditional_turn\"]");
        assertThat(reply.json().path("engine_node").asText()).isEqualTo("embedded");
        assertThat(reply.json().path("engine_external").asBoolean()).isFalse();
    }

    @Test
    void ids_come_in_any_case_and_go_out_in_lower_case() {
        Reply reply =
                surface.ask(Surface.registration(game.toUpperCase(Locale.ROOT))).is(201);
        assertThat(reply.json().path("game_id").asText()).isEqualTo(game);
    }

    @Test
    void an_external_engine_is_used_where_it_is() {
        Reply reply = surface.ask(Surface.externalRegistration(game)).is(201);
        assertThat(reply.json().path("engine_external").asBoolean()).isTrue();
        assertThat(reply.json().path("engine_endpoint").asText()).isEqualTo("http://127.0.0.1:9/games/7");
        assertThat(reply.json().path("engine_node").isNull()).isTrue();
        assertThat(reply.json().path("current_container_id").isNull()).isTrue();
    }

    @Test
    void a_registered_game_is_a_conflict() {
        surface.ask(Surface.registration(game)).is(201);
        surface.ask(Surface.registration(game)).refused(409, "conflict");
    }

    @Test
    void an_unknown_version_is_not_found() {
        Reply reply = surface.ask(registration("9.9.9")).refused(404, "engine_version_not_found");
        assertThat(reply.message()).contains("9.9.9");
    }

    @Test
    void an_image_that_nobody_here_starts_is_start_config_invalid() {
        surface.ask(Surface.version("3.0.0", "in-process:unknown")).is(201);
        surface.ask(registration("3.0.0")).refused(422, "start_config_invalid");
        assertGone();
    }

    @Test
    void an_engine_that_refuses_says_so_in_the_detail() {
        surface.engines.initReply = new EngineReply.Refused(400, "{\"error\": \"too many races\"}");
        Reply reply = surface.ask(Surface.externalRegistration(game)).refused(422, "engine_validation_error");
        assertThat(reply.json().path("error").path("detail").path("error").asText())
                .isEqualTo("too many races");
        assertGone();
    }

    @Test
    void an_engine_that_does_not_answer_is_unreachable() {
        surface.engines.initReply = new EngineReply.Unanswered("connection refused");
        surface.ask(Surface.externalRegistration(game)).refused(502, "engine_unreachable");
        assertGone();
    }

    @Test
    void an_engine_that_breaks_the_contract_is_a_protocol_violation() {
        surface.engines.initReply = new EngineReply.Garbled("the body is no JSON");
        surface.ask(Surface.externalRegistration(game)).refused(502, "engine_protocol_violation");
        assertGone();
    }

    @Test
    void an_engine_at_another_turn_is_a_protocol_violation() {
        EngineState state = StubEngines.state(GameId.parse(game), 3, List.of(new RaceName("Terrans")));
        surface.engines.initReply = new EngineReply.Answered(state);
        surface.ask(Surface.externalRegistration(game)).refused(502, "engine_protocol_violation");
    }

    @Test
    void a_failed_registration_stays_in_the_operation_log() {
        surface.engines.initReply = new EngineReply.Unanswered("connection refused");
        surface.ask(Surface.externalRegistration(game)).is(502);
        Reply log =
                surface.ask(Ask.get(API + "/runtimes/" + game + "/operations")).is(200);
        assertThat(log.json().path("items").get(0).path("status").asText()).isEqualTo("failed");
        assertThat(log.json().path("items").get(0).path("error").path("code").asText())
                .isEqualTo("engine_unreachable");
    }

    @Test
    void a_thousand_members_are_taken_and_one_more_is_not() {
        surface.ask(registration(1_000)).is(201);
        surface.ask(registration(UUID.randomUUID().toString(), 1_001)).refused(400, "invalid_request");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void a_body_that_does_not_fit_is_refused_with_what_was_wrong(String body, String sentence) {
        Reply reply = surface.ask(
                Ask.post(API + "/games/" + game + "/register-runtime").json(body));
        assertThat(reply.refused(400, "invalid_request").message()).contains(sentence);
        assertGone();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{\"target_version\": 1}", "unknown member target_version"),
                Arguments.of("{}", "target_engine_version is missing"),
                Arguments.of(body("1.0", "@daily", member("a", "A")), "target_engine_version: "),
                Arguments.of("{\"target_engine_version\": 1}", "target_engine_version is a text, not a number"),
                Arguments.of("{\"target_engine_version\": null}", "target_engine_version is a text, not null"),
                Arguments.of("{\"target_engine_version\": \"1.0.0\"}", "turn_schedule is missing"),
                Arguments.of(body("1.0.0", "61 * * * *", member("a", "A")), "turn_schedule: "),
                Arguments.of(body("1.0.0", "61 * * * *", member("a", "A")), "position 1"),
                Arguments.of(body("1.0.0", "0 0 30 2 *", member("a", "A")), "turn_schedule: "),
                Arguments.of(body("1.0.0", "@reboot", member("a", "A")), "turn_schedule: "),
                Arguments.of(body("1.0.0", "@daily", ""), "members has 1 to 1,000 entries, not 0"),
                Arguments.of(body("1.0.0", "@daily", "7"), "members[0] is an object, not a number"),
                Arguments.of(body("1.0.0", "@daily", "{\"user_id\": \"a\"}"), "members[0].race_name is missing"),
                Arguments.of(
                        body("1.0.0", "@daily", "{\"user_id\": \"a\", \"race_name\": \"A\", \"rank\": 1}"),
                        "unknown member members[0].rank"),
                Arguments.of(body("1.0.0", "@daily", member("a b", "A")), "members[0].user_id: "),
                Arguments.of(body("1.0.0", "@daily", member("", "A")), "members[0].user_id: "),
                Arguments.of(body("1.0.0", "@daily", member("a", " A")), "members[0].race_name: "),
                Arguments.of(body("1.0.0", "@daily", member("a", "x".repeat(129))), "members[0].race_name: "),
                Arguments.of(
                        body("1.0.0", "@daily", member("a", "A") + "," + member("a", "B")),
                        "members: user_id a is repeated"),
                Arguments.of(
                        body("1.0.0", "@daily", member("a", "A") + "," + member("b", "A")),
                        "members: race_name A is repeated"),
                Arguments.of(external("ftp://10.0.0.1/"), "engine_endpoint: "),
                Arguments.of(external("http://user@10.0.0.1/"), "engine_endpoint: "),
                Arguments.of(external("http://10.0.0.1/?a=1"), "engine_endpoint: "),
                Arguments.of(external("http://10.0.0.1:0/"), "engine_endpoint: "),
                Arguments.of(external("http://10.0.0.1/a b"), "engine_endpoint: "),
                Arguments.of("[]", "the body is a JSON object, not an array"));
    }

    @Test
    void an_address_that_may_not_be_called_is_refused_with_the_reason() {
        try (Surface guarded = new Surface(
                backend -> backend.endpointPolicy(endpoint -> Optional.of("10.0.0.1 is out of bounds")),
                front -> front)) {
            guarded.version("1.0.0");
            Reply reply = guarded.ask(Surface.externalRegistration(game)).refused(400, "invalid_request");
            assertThat(reply.message()).isEqualTo("engine_endpoint: 10.0.0.1 is out of bounds");
        }
    }

    private void assertGone() {
        surface.ask(Ask.get(API + "/runtimes/" + game)).refused(404, "not_found");
    }

    private Ask registration(String version) {
        return Ask.post(API + "/games/" + game + "/register-runtime").json(body(version, "@daily", member("a", "A")));
    }

    private Ask registration(int members) {
        return registration(game, members);
    }

    private static Ask registration(String game, int members) {
        String list = IntStream.range(0, members)
                .mapToObj(i -> member("user-" + i, "Race " + i))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        return Ask.post(API + "/games/" + game + "/register-runtime").json(body("1.0.0", "@daily", list));
    }

    private static String member(String user, String race) {
        return "{\"user_id\": \"" + user + "\", \"race_name\": \"" + race + "\"}";
    }

    private static String body(String version, String schedule, String members) {
        return "{\"target_engine_version\": \"%s\", \"turn_schedule\": \"%s\", \"members\": [%s]}"
                .formatted(version, schedule, members);
    }

    private static String external(String endpoint) {
        return "{\"target_engine_version\": \"1.0.0\", \"turn_schedule\": \"@daily\", \"engine_endpoint\": \"%s\","
                        .formatted(endpoint)
                + " \"members\": [" + member("a", "A") + "]}";
    }
}
