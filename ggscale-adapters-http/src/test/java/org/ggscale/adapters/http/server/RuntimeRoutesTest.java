package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeRoutesTest {
    private static final String API = Surface.API;

    private static Surface surface;

    @BeforeAll
    static void open() {
        surface = new Surface();
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    @Test
    void a_game_is_shown() {
        String game = surface.register();
        JsonNode runtime =
                surface.ask(Ask.get(API + "/runtimes/" + game)).is(200).json();
        assertThat(runtime.path("game_id").asText()).isEqualTo(game);
        assertThat(runtime.path("generation").isNull()).isTrue();
        assertThat(runtime.path("last_failure").isNull()).isTrue();
        assertThat(runtime.path("finished_at").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /runtimes/%s",
                "GET /runtimes/%s/operations",
                "GET /runtimes/%s/turns",
                "GET /games/%s/liveness",
                "POST /runtimes/%s/force-next-turn"
            })
    void a_game_that_nobody_registered_is_not_found(String operation) {
        String[] parts = operation.formatted(UUID.randomUUID()).split(" ");
        surface.ask(Ask.of(parts[0], API + parts[1])).refused(404, "not_found");
    }

    @Test
    void games_are_listed_page_by_page_in_the_order_of_their_ids() {
        try (Surface own = new Surface()) {
            List<String> games = new ArrayList<>(List.of(own.register(), own.register(), own.register()));
            games.sort(null);
            JsonNode first = own.ask(Ask.get(API + "/runtimes?limit=2")).is(200).json();
            String cursor = first.path("next_cursor").asText();
            JsonNode second = own.ask(Ask.get(API + "/runtimes?limit=2&cursor=" + cursor))
                    .is(200)
                    .json();
            assertThat(ids(first)).isEqualTo(games.subList(0, 2));
            assertThat(ids(second)).isEqualTo(games.subList(2, 3));
            assertThat(second.path("next_cursor").isNull()).isTrue();
        }
    }

    @Test
    void games_are_listed_by_status() {
        try (Surface own = new Surface()) {
            String game = own.register();
            assertThat(ids(own.ask(Ask.get(API + "/runtimes?status=running")).json()))
                    .containsExactly(game);
            assertThat(ids(own.ask(Ask.get(API + "/runtimes?status=stopped")).json()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=Running",
                "status=",
                "status=running&status=running",
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=ten",
                "limit=1&limit=1",
                "cursor=",
                "cursor=%21",
                "cursor=%zz",
                "cursor=%c3%28",
                "cursor=%00",
                "page=2",
                "&",
                "limit=1&"
            })
    void a_query_that_does_not_fit_is_refused(String query) {
        surface.ask(Ask.get(API + "/runtimes?" + query)).refused(400, "invalid_request");
    }

    @Test
    void a_forced_turn_is_committed_and_the_next_tick_skipped() {
        String game = surface.register();
        JsonNode runtime = force(game).is(200).json();
        assertThat(runtime.path("current_turn").asInt()).isEqualTo(1);
        assertThat(runtime.path("skip_next_tick").asBoolean()).isTrue();
    }

    @Test
    void a_forced_turn_that_the_engine_refuses_answers_with_the_failure() {
        String game = surface.register();
        surface.game(game).turnReply = reply -> new EngineReply.Refused(400, "no");
        force(game).refused(422, "engine_validation_error");
        JsonNode runtime = surface.ask(Ask.get(API + "/runtimes/" + game)).json();
        assertThat(runtime.path("status").asText()).isEqualTo("generation_failed");
        assertThat(runtime.path("last_failure").path("code").asText()).isEqualTo("engine_validation_error");
        assertThat(runtime.path("generation").path("target").asInt()).isEqualTo(1);
    }

    @Test
    void a_failed_turn_is_tried_again_by_force() {
        String game = surface.register();
        surface.game(game).turnReply = reply -> new EngineReply.Refused(400, "no");
        force(game).is(422);
        surface.game(game).turnReply = reply -> reply;
        assertThat(force(game).is(200).json().path("current_turn").asInt()).isEqualTo(1);
    }

    @Test
    void a_forced_turn_of_an_engine_at_another_turn_is_a_skew() {
        String game = surface.register();
        StubGame engine = surface.game(game);
        engine.turnReply = reply -> {
            engine.turnReply = again -> again;
            engine.turn(GameId.parse(game), 1);
            return new EngineReply.Unanswered("lost");
        };
        force(game).refused(502, "engine_turn_skew");
    }

    @Test
    void a_forced_turn_that_cannot_be_fenced_answers_so() {
        String game = external();
        EngineState before = StubEngines.state(GameId.parse(game), 0, List.of());
        surface.engines.turnReply = new EngineReply.Unanswered("lost");
        surface.engines.statusReply = new EngineReply.Answered(before);
        force(game).refused(502, "engine_not_fenced");
    }

    @Test
    void a_forced_turn_without_any_answer_is_engine_unreachable() {
        String game = external();
        surface.engines.turnReply = new EngineReply.Unanswered("lost");
        surface.engines.statusReply = new EngineReply.Unanswered("lost");
        force(game).refused(502, "engine_unreachable");
    }

    @Test
    void a_turn_is_forced_on_a_running_game_only() {
        String game = surface.register();
        stop(game, "enough").is(200);
        assertThat(force(game).refused(409, "conflict").message()).contains("stopped");
    }

    @Test
    void a_force_takes_no_body() {
        String game = surface.register();
        Ask ask = Ask.post(API + "/runtimes/" + game + "/force-next-turn");
        surface.ask(ask.json("{}")).refused(400, "invalid_request");
        surface.ask(ask.json(new byte[1024 * 1024 + 1])).refused(413, "request_too_large");
    }

    @Test
    void a_stopped_game_has_no_next_turn() {
        String game = surface.register();
        JsonNode runtime = stop(game, "the players gave up").is(200).json();
        assertThat(runtime.path("status").asText()).isEqualTo("stopped");
        assertThat(runtime.path("next_generation_at").isNull()).isTrue();
    }

    @Test
    void stopping_again_succeeds_and_is_logged_once() {
        String game = surface.register();
        stop(game, "once").is(200);
        stop(game, "twice").is(200);
        JsonNode log =
                surface.ask(Ask.get(API + "/runtimes/" + game + "/operations")).json();
        assertThat(log.path("items")).hasSize(2);
        assertThat(log.path("items").get(0).path("operation").asText()).isEqualTo("stop");
        assertThat(log.path("items").get(0).path("detail").path("reason").asText())
                .isEqualTo("once");
    }

    @Test
    void a_finished_game_cannot_be_stopped() {
        String game = surface.register();
        surface.game(game).lastTurn = 1;
        force(game).is(200);
        stop(game, "late").refused(409, "conflict");
    }

    @Test
    void a_game_that_nobody_registered_cannot_be_stopped() {
        stop(UUID.randomUUID().toString(), "nothing").refused(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"reason\": \"\"}", "{\"reason\": \" \\t\"}", "{\"reason\": 1}", "{\"why\": \"x\"}"})
    void a_stop_needs_a_reason(String body) {
        surface.ask(Ask.post(API + "/runtimes/" + UUID.randomUUID() + "/stop").json(body))
                .refused(400, "invalid_request");
    }

    @Test
    void a_reason_has_a_thousand_characters_and_not_one_more() {
        String game = surface.register();
        stop(game, "\uD83D\uDE80".repeat(1_000)).is(200);
        stop(game, "x".repeat(1_001)).refused(400, "invalid_request");
    }

    @Test
    void a_running_game_is_ready() {
        String game = surface.register();
        JsonNode liveness = surface.ask(Ask.get(API + "/games/" + game + "/liveness"))
                .is(200)
                .json();
        assertThat(liveness.toString()).isEqualTo("{\"ready\":true,\"status\":\"running\"}");
    }

    @Test
    void a_stopped_game_is_not_ready() {
        String game = surface.register();
        stop(game, "enough").is(200);
        JsonNode liveness = surface.ask(Ask.get(API + "/games/" + game + "/liveness"))
                .is(200)
                .json();
        assertThat(liveness.toString()).isEqualTo("{\"ready\":false,\"status\":\"stopped\"}");
    }

    @Test
    void turns_are_listed_newest_first_and_page_by_page() {
        String game = surface.register();
        force(game).is(200);
        force(game).is(200);
        JsonNode first = surface.ask(Ask.get(API + "/runtimes/" + game + "/turns?limit=1"))
                .is(200)
                .json();
        assertThat(first.path("items").get(0).path("turn").asInt()).isEqualTo(2);
        assertThat(first.path("items").get(0).path("trigger").asText()).isEqualTo("force");
        JsonNode second = surface.ask(Ask.get(API + "/runtimes/" + game + "/turns?limit=1&cursor="
                        + first.path("next_cursor").asText()))
                .is(200)
                .json();
        assertThat(second.path("items").get(0).path("turn").asInt()).isEqualTo(1);
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void operations_are_listed_newest_first_and_page_by_page() {
        String game = surface.register();
        force(game).is(200);
        JsonNode first = surface.ask(Ask.get(API + "/runtimes/" + game + "/operations?limit=1"))
                .is(200)
                .json();
        assertThat(first.path("items").get(0).path("operation").asText()).isEqualTo("force_next_turn");
        JsonNode second = surface.ask(Ask.get(API + "/runtimes/" + game + "/operations?limit=1&cursor="
                        + first.path("next_cursor").asText()))
                .is(200)
                .json();
        assertThat(second.path("items").get(0).path("operation").asText()).isEqualTo("register");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "0198c2f4-7b1e-7c3a-9d2e-5f60718293a",
                "0198c2f47b1e7c3a9d2e5f60718293a4",
                "0198c2f4-7b1e-7c3a-9d2e-5f60718293a4;v=1",
                "0198c2f4-7b1e-7c3a-9d2e-5f60718293a%00",
                "0198c2f4-7b1e-7c3a-9d2e-5f60718293%c3",
                "%7B0198c2f4-7b1e-7c3a-9d2e-5f60718293a4%7D"
            })
    void an_id_that_is_no_uuid_is_refused(String id) {
        surface.ask(Ask.get(API + "/runtimes/" + id)).refused(400, "invalid_request");
    }

    private String external() {
        surface.register();
        String game = UUID.randomUUID().toString();
        surface.ask(Surface.externalRegistration(game)).is(201);
        return game;
    }

    private static Reply force(String game) {
        return surface.ask(Ask.post(API + "/runtimes/" + game + "/force-next-turn"));
    }

    private static Reply stop(String game, String reason) {
        return surface.ask(Ask.post(API + "/runtimes/" + game + "/stop").json("{\"reason\": \"" + reason + "\"}"));
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("game_id").asText()));
        return ids;
    }
}
