package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.ggscale.core.engine.EngineReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartRoutesTest {
    private static final String API = Surface.API;

    private static Surface surface;

    @BeforeAll
    static void open() {
        surface = new Surface();
        surface.version("1.0.0");
        surface.version("1.0.1");
        surface.version("1.1.0");
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    @Test
    void a_stopped_game_is_started_again() {
        String game = surface.register();
        surface.ask(post(game, "stop").json("{\"reason\": \"enough\"}")).is(200);

        JsonNode runtime = surface.ask(post(game, "restart").json("{}")).is(200).json();

        assertThat(runtime.path("status").asText()).isEqualTo("running");
        assertThat(runtime.path("next_generation_at").isNull()).isFalse();
        assertThat(operation(game).path("operation").asText()).isEqualTo("restart");
    }

    @Test
    void a_restart_needs_no_body() {
        surface.exchange(post(surface.register(), "restart")).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"move\": 1}", "{\"move\": null}", "{\"force\": true}", "[]", "{"})
    void a_restart_takes_move_and_nothing_else(String body) {
        String game = surface.register();
        surface.ask(post(game, "restart").json(body)).refused(400, "invalid_request");
        assertThat(operation(game).path("operation").asText()).isEqualTo("register");
    }

    @Test
    void a_patched_game_runs_on_the_new_version() {
        String game = surface.register();

        JsonNode runtime = surface.ask(patch(game, "1.0.1")).is(200).json();

        assertThat(runtime.path("current_engine_version").asText()).isEqualTo("1.0.1");
        assertThat(operation(game).path("detail").path("from").asText()).isEqualTo("1.0.0");
        assertThat(operation(game).path("detail").path("to").asText()).isEqualTo("1.0.1");
    }

    @Test
    void a_patch_that_does_not_answer_leaves_the_previous_version() {
        String game = surface.register();
        surface.game(game).statusReply = reply -> {
            surface.game(game).statusReply = again -> again;
            return new EngineReply.Unanswered("no answer");
        };

        surface.ask(patch(game, "1.0.1")).refused(502, "engine_unreachable");

        JsonNode runtime =
                surface.ask(Ask.get(API + "/runtimes/" + game)).is(200).json();
        assertThat(runtime.path("status").asText()).isEqualTo("running");
        assertThat(runtime.path("current_engine_version").asText()).isEqualTo("1.0.0");
        assertThat(operation(game).path("error").path("code").asText()).isEqualTo("engine_unreachable");
    }

    @Test
    void only_a_patch_release_is_taken() {
        String game = surface.register();
        surface.ask(patch(game, "1.1.0")).refused(422, "semver_patch_only");
        surface.ask(patch(game, "1.0.9")).refused(404, "engine_version_not_found");
        surface.ask(patch(game, "one")).refused(400, "invalid_request");
    }

    private static JsonNode operation(String game) {
        JsonNode operations = surface.ask(Ask.get(API + "/runtimes/" + game + "/operations?limit=1"))
                .is(200)
                .json();
        return operations.path("items").path(0);
    }

    private static Ask patch(String game, String version) {
        return post(game, "patch").json("{\"version\": \"%s\"}".formatted(version));
    }

    private static Ask post(String game, String action) {
        return Ask.post(API + "/runtimes/" + game + "/" + action);
    }
}
