package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.UUID;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.testkit.FaultyStorage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipRoutesTest {
    private static Surface surface;

    private String game;

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
    }

    @Test
    void members_are_listed_in_the_order_of_registration() {
        assertThat(surface.ask(Ask.get(memberships())).is(200).text())
                .isEqualTo("{\"game_id\":\"" + game + "\",\"memberships\":["
                        + "{\"user_id\":\"ada\",\"race_name\":\"Terrans\",\"status\":\"active\"},"
                        + "{\"user_id\":\"bob\",\"race_name\":\"Vegans\",\"status\":\"active\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "blocked"})
    void whoever_is_no_active_member_may_not_play_until_that_changes_again(String status) {
        report("ada").is(200);

        JsonNode changed =
                set("ada", "{\"status\": \"" + status + "\"}").is(200).json();

        assertThat(changed.toString())
                .isEqualTo("{\"user_id\":\"ada\",\"race_name\":\"Terrans\",\"status\":\"" + status + "\"}");
        report("ada").refused(403, "forbidden");
        report("bob").is(200);
        assertThat(surface.ask(Ask.get(memberships()))
                        .json()
                        .path("memberships")
                        .get(0))
                .isEqualTo(changed);

        set("ada", "{\"status\": \"active\"}").is(200);
        report("ada").is(200);
    }

    @Test
    void a_game_or_a_member_that_there_is_not_is_not_found() {
        set("eve", "{\"status\": \"active\"}").refused(404, "not_found");
        String nowhere = Surface.API + "/games/" + UUID.randomUUID() + "/memberships";
        surface.ask(Ask.get(nowhere)).refused(404, "not_found");
        surface.ask(Ask.of("PUT", nowhere + "/ada").json("{\"status\": \"active\"}"))
                .refused(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\": \"Active\"}",
                "{\"status\": \"\"}",
                "{\"status\": null}",
                "{\"status\": \"active\", \"race_name\": \"Terrans\"}",
                "[]"
            })
    void a_body_that_does_not_fit_is_refused(String body) {
        set("ada", body).refused(400, "invalid_request");
    }

    @Test
    void a_user_that_cannot_be_one_is_refused() {
        set("%20", "{\"status\": \"active\"}").refused(400, "invalid_request");
        set("a".repeat(129), "{\"status\": \"active\"}").refused(400, "invalid_request");
    }

    @Test
    void a_user_may_be_called_like_a_verb() {
        String called = UUID.randomUUID().toString();
        surface.ask(Ask.post(Surface.API + "/games/" + called + "/register-runtime")
                        .json("""
                        {"target_engine_version": "1.0.0", "turn_schedule": "@daily",
                         "members": [{"user_id": "invalidate", "race_name": "Terrans"}]}"""))
                .is(201);
        // The judge takes the plainer of two paths that fit, whatever the method.
        Reply reply = surface.exchange(Ask.of("PUT", Surface.API + "/games/" + called + "/memberships/invalidate")
                .json("{\"status\": \"blocked\"}"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("user_id").asText()).isEqualTo("invalidate");
    }

    @Test
    void what_is_remembered_is_forgotten_also_of_games_that_nobody_knows() {
        assertThat(surface.ask(Ask.post(memberships() + "/invalidate")).is(204).body())
                .isEmpty();
        surface.ask(Ask.post(Surface.API + "/games/" + UUID.randomUUID() + "/memberships/invalidate"))
                .is(204);
        surface.ask(Ask.post(memberships() + "/invalidate").json("{}")).refused(400, "invalid_request");
        surface.ask(Ask.post(Surface.API + "/games/x/memberships/invalidate")).refused(400, "invalid_request");
    }

    @Test
    void an_invalidation_that_the_other_hosts_do_not_hear_of_is_no_failure() {
        Faults faults = new Faults();
        try (Surface faulty = new Surface(
                backend ->
                        backend.storage(new FaultyStorage(new InMemoryStorage(InstantSource.system()), faults.points)),
                listener -> listener)) {
            faults.down("Memberships");
            faulty.ask(Ask.post(Surface.API + "/games/" + game + "/memberships/invalidate"))
                    .is(204);
            faulty.ask(Ask.get(Surface.API + "/games/" + game + "/memberships")).refused(503, "service_unavailable");
        }
    }

    @Test
    void any_host_does_it_whatever_node_the_game_belongs_to() {
        try (Surface elsewhere = new Surface(
                backend -> backend.storage(surface.ggscale.storage()).node(new NodeId("elsewhere")),
                listener -> listener)) {
            elsewhere
                    .ask(Ask.of("PUT", memberships() + "/ada").json("{\"status\": \"blocked\"}"))
                    .is(200);
            elsewhere.ask(Ask.get(memberships())).is(200);
        }
    }

    private String memberships() {
        return Surface.API + "/games/" + game + "/memberships";
    }

    private Reply set(String user, String body) {
        return surface.ask(Ask.of("PUT", memberships() + "/" + user).json(body));
    }

    private Reply report(String user) {
        return surface.ask(
                Ask.get(Surface.API + "/games/" + game + "/reports/0").user(user));
    }
}
