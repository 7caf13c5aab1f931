package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.ggscale.core.engine.NodeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseTest {
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
    void a_game_is_paused_and_goes_on_and_its_next_time_stays() {
        String game = surface.register();
        JsonNode before = surface.ask(Ask.get(runtime(game))).json();

        JsonNode paused = post(game, "pause").is(200).json();
        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(paused.path("status").asText()).isEqualTo("running");

        JsonNode resumed = post(game, "resume").is(200).json();
        assertThat(resumed.path("paused").asBoolean()).isFalse();
        assertThat(resumed.path("next_generation_at")).isEqualTo(before.path("next_generation_at"));
    }

    @Test
    void both_are_logged_once_however_often_they_are_asked_for() {
        String game = surface.register();
        post(game, "resume").is(200);
        post(game, "pause").is(200);
        post(game, "pause").is(200);
        post(game, "resume").is(200);
        post(game, "resume").is(200);

        JsonNode log =
                surface.ask(Ask.get(runtime(game) + "/operations")).json().path("items");
        assertThat(Stream.of(0, 1, 2).map(i -> log.get(i).path("operation").asText()))
                .containsExactly("resume", "pause", "register");
        assertThat(log.get(1).path("status").asText()).isEqualTo("succeeded");
        assertThat(log.get(1).path("source").asText()).isEqualTo("api");
        assertThat(log.get(1).path("detail").toString()).isEqualTo("{}");
    }

    @Test
    void no_turn_is_forced_on_a_paused_game() {
        String game = surface.register();
        post(game, "pause").is(200);
        assertThat(post(game, "force-next-turn").refused(409, "conflict").message())
                .contains("paused");
    }

    @Test
    void a_turn_that_was_claimed_before_the_pause_ends() throws InterruptedException {
        String game = surface.register();
        CountDownLatch playing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        surface.game(game).turnReply = reply -> {
            playing.countDown();
            await(go);
            return reply;
        };
        Thread force =
                Thread.startVirtualThread(() -> post(game, "force-next-turn").is(200));
        playing.await();
        assertThat(post(game, "pause").is(200).json().path("status").asText()).isEqualTo("generation_in_progress");
        go.countDown();
        force.join();

        JsonNode played = surface.ask(Ask.get(runtime(game))).json();
        assertThat(played.path("current_turn").asInt()).isEqualTo(1);
        assertThat(played.path("status").asText()).isEqualTo("running");
        assertThat(played.path("paused").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void what_has_finished_stays_as_it_is(String verb) {
        String game = surface.register();
        surface.game(game).lastTurn = 1;
        post(game, "force-next-turn").is(200);
        assertThat(post(game, verb).refused(409, "conflict").message()).contains("finished");
    }

    @Test
    void reports_of_a_game_that_finished_while_it_was_paused_are_answered() throws InterruptedException {
        String game = surface.register();
        surface.game(game).lastTurn = 1;
        surface.game(game).turnReply = reply -> {
            post(game, "pause").is(200);
            return reply;
        };
        post(game, "force-next-turn").is(200);
        surface.ask(Ask.get(Surface.API + "/games/" + game + "/reports/1").user("ada"))
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void a_game_that_nobody_registered_is_not_found(String verb) {
        post(UUID.randomUUID().toString(), verb).refused(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume"})
    void they_take_no_body(String verb) {
        surface.ask(Ask.post(runtime(surface.register()) + "/" + verb).json("{}"))
                .refused(400, "invalid_request");
    }

    @Test
    void any_host_may_do_both_whatever_node_the_game_belongs_to() {
        String game = surface.register();
        try (Surface elsewhere = new Surface(
                backend -> backend.storage(surface.ggscale.storage()).node(new NodeId("elsewhere")),
                listener -> listener)) {
            elsewhere.ask(Ask.post(runtime(game) + "/pause")).is(200);
            elsewhere.ask(Ask.post(runtime(game) + "/resume")).is(200);
        }
    }

    private static Reply post(String game, String verb) {
        return surface.ask(Ask.post(runtime(game) + "/" + verb));
    }

    private static String runtime(String game) {
        return Surface.API + "/runtimes/" + game;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
