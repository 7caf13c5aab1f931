package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.play.Membership;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BanishTest {
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

    @Test
    void the_engine_is_told_which_race_and_the_answer_is_empty() {
        assertThat(banish("Vegans").is(204).body()).isEmpty();

        assertThat(engine.banished).containsExactly(new RaceName("Vegans"));
    }

    @Test
    void it_is_logged_with_its_race() {
        banish("Vegans").is(204);

        JsonNode entry = lastOperation();
        assertThat(entry.path("operation").asText()).isEqualTo("banish");
        assertThat(entry.path("status").asText()).isEqualTo("succeeded");
        assertThat(entry.path("detail").path("race_name").asText()).isEqualTo("Vegans");
    }

    @Test
    void memberships_stay_as_they_are() {
        banish("Vegans").is(204);

        assertThat(surface.ggscale.storage().memberships().load(new GameKey(TenantId.DEFAULT, GameId.parse(game))))
                .extracting(Membership::status)
                .containsOnly(Membership.Status.ACTIVE);
        surface.ask(Ask.get(Surface.API + "/games/" + game + "/reports/0").user("bob"))
                .is(200);
    }

    @Test
    void what_the_engine_refuses_is_passed_on_with_its_detail() {
        engine.banishReply = new BanishReply.Refused(400, "{\"why\": \"too late\"}");

        Reply reply = banish("Vegans").refused(422, "engine_validation_error");

        assertThat(reply.json().path("error").path("detail").path("why").asText())
                .isEqualTo("too late");
        assertThat(lastOperation().path("error").path("code").asText()).isEqualTo("engine_validation_error");
    }

    @Test
    void what_is_in_doubt_is_an_unreachable_engine_that_was_asked_once() {
        engine.banishReply = new BanishReply.InDoubt("the engine answered 500");

        banish("Vegans").refused(502, "engine_unreachable");

        assertThat(engine.banished).hasSize(1);
        assertThat(lastOperation().path("status").asText()).isEqualTo("failed");
        assertThat(lastOperation().path("error").path("code").asText()).isEqualTo("engine_unreachable");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429})
    void a_refusal_that_may_come_from_in_between_is_in_doubt(int status) {
        engine.banishReply = new BanishReply.Refused(status, "");

        banish("Vegans").refused(502, "engine_unreachable");
    }

    @Test
    void a_race_or_a_game_that_there_is_not_is_not_found_and_nothing_is_logged() {
        banish("Romulans").refused(404, "not_found");
        banish("vegans").refused(404, "not_found");
        ask(UUID.randomUUID().toString(), "{\"race_name\": \"Vegans\"}").refused(404, "not_found");

        assertThat(engine.banished).isEmpty();
        assertThat(lastOperation().path("operation").asText()).isEqualTo("register");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"race_name\": \"\"}",
                "{\"race_name\": \" \"}",
                "{\"race_name\": \" Vegans\"}",
                "{\"race_name\": 7}",
                "{\"race_name\": null}",
                "{\"race_name\": \"Vegans\", \"user_id\": \"bob\"}",
                "[]"
            })
    void a_body_that_does_not_fit_is_refused(String body) {
        ask(game, body).refused(400, "invalid_request");
    }

    @Test
    void only_a_running_game_is_asked() {
        surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/stop").json("{\"reason\": \"enough\"}"))
                .is(200);

        banish("Vegans").refused(409, "runtime_not_running");
        banish("Romulans").refused(404, "not_found");
    }

    @Test
    void a_paused_game_is_running() {
        surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/pause")).is(200);

        banish("Vegans").is(204);
    }

    @Test
    void while_a_turn_is_generated_it_is_closed() {
        engine.turnReply = reply -> {
            banish("Vegans").refused(409, "turn_already_closed");
            return reply;
        };
        surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/force-next-turn"))
                .is(200);

        assertThat(engine.banished).isEmpty();
    }

    @Test
    void a_game_of_another_node_is_a_conflict_that_names_it() {
        try (Surface elsewhere = new Surface(
                backend -> backend.storage(surface.ggscale.storage()).node(new NodeId("elsewhere")),
                listener -> listener)) {
            Ask ask = Ask.post(Surface.API + "/games/" + game + "/race/banish").json("{\"race_name\": \"Vegans\"}");
            assertThat(elsewhere.ask(ask).refused(409, "conflict").message()).contains("embedded");
        }
    }

    private Reply banish(String race) {
        return ask(game, "{\"race_name\": \"" + race + "\"}");
    }

    private static Reply ask(String game, String body) {
        return surface.ask(
                Ask.post(Surface.API + "/games/" + game + "/race/banish").json(body));
    }

    private JsonNode lastOperation() {
        return surface.ask(Ask.get(Surface.API + "/runtimes/" + game + "/operations"))
                .json()
                .path("items")
                .get(0);
    }
}
