package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.ggscale.host.InternalRest.Answer;
import org.ggscale.host.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and players do from end to end, one test for each: a whole host over HTTP, its database, its engines. */
class NamedEndToEndIT {
    private static final String YEARS = "0 0 29 2 *";

    @TempDir
    static Path data;

    private static Host host;
    private static InternalRest rest;
    private static EventFeed lobby;
    private static EventFeed notifications;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        host = Host.start(
                Configuration.read(
                        Map.of(
                                "GGSCALE_DATA_DIR", data.toString(),
                                "GGSCALE_INTERNAL_ADDR", "127.0.0.1:0",
                                "GGSCALE_METRICS_ADDR", "127.0.0.1:0",
                                "GGSCALE_LOG_LEVEL", "error"),
                        Optional.empty()),
                signal -> {});
        rest = new InternalRest(host.internalAddress());
        lobby = EventFeed.open(host.internalAddress(), "lobby");
        notifications = EventFeed.open(host.internalAddress(), "notifications");
        DemoGame.createEngineVersion(rest);
    }

    @AfterAll
    static void close() {
        lobby.close();
        notifications.close();
        host.close();
    }

    @Test
    void register() throws IOException {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, YEARS);

            JsonNode runtime = runtime(game);
            assertThat(runtime.path("status").asText()).isEqualTo("running");
            assertThat(runtime.path("current_turn").asInt()).isZero();
            assertThat(runtime.path("next_generation_at").isTextual()).isTrue();
            assertThat(lobby.await(game, 1)).singleElement().satisfies(event -> {
                assertThat(event.path("event_type").asText()).isEqualTo("runtime_snapshot_update");
                assertThat(event.path("current_turn").asInt()).isZero();
                assertThat(event.path("player_turn_stats").findValuesAsText("user_id"))
                        .containsExactly("ann");
            });
            assertThat(engine.registration(game, YEARS, NamedEndToEndIT::post)).isEqualTo(409);
        }
    }

    @Test
    void a_tick_of_every() throws IOException {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, "@every 1s");

            assertThat(lobby.await(game, 3).subList(0, 3))
                    .extracting(event -> event.path("current_turn").asInt())
                    .containsExactly(0, 1, 2);
            rest.post("/runtimes/" + game + "/pause", "", "").expect(200);
            Awaitility.await().until(() -> runtime(game).path("status").asText().equals("running"));
            assertThat(turns(game))
                    .allSatisfy(turn -> assertThat(turn).isEqualTo("schedule committed"))
                    .hasSameSizeAs(engine.calls("/api/v1/admin/turn"));
        }
    }

    @Test
    void force_then_one_skipped_tick() throws IOException {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, "@every 2s");
            String next = runtime(game).path("next_generation_at").asText();

            JsonNode forced = force(game).expect(200).json();
            assertThat(forced.path("current_turn").asInt()).isEqualTo(1);
            assertThat(forced.path("skip_next_tick").asBoolean()).isTrue();
            assertThat(forced.path("next_generation_at").asText()).isEqualTo(next);

            Awaitility.await().until(() -> !runtime(game).path("skip_next_tick").asBoolean());
            assertThat(runtime(game).path("current_turn").asInt()).isEqualTo(1);
            Awaitility.await().until(() -> runtime(game).path("current_turn").asInt() == 2);
            stop(game).expect(200);
            assertThat(turns(game)).containsExactly("schedule committed", "force committed");
        }
    }

    @Test
    void a_health_event_to_exactly_one_snapshot() {
        String game = DemoGame.register(rest, YEARS).id().toString();
        long engine = runtime(game).path("current_container_id").asLong();

        ProcessHandle.of(engine).orElseThrow().destroyForcibly();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> lobby.await(game, 1).stream()
                                .filter(event ->
                                        event.path("runtime_status").asText().equals("running"))
                                .count()
                        == 2);
        assertThat(lobby.await(game, 1))
                .filteredOn(
                        event -> event.path("engine_health_summary").asText().equals("exited"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.path("runtime_status").asText()).isEqualTo("engine_unreachable"));
        assertThat(runtime(game).path("engine_health").asText()).isEqualTo("healthy");
    }

    @Test
    void hot_path_and_invalidation() throws Exception {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, YEARS);
            String path = "/games/" + game;

            String answer = rest.post(path + "/commands", "{\"actor\":\"X\",\"commands\":[ {\"a\":1} ]}", "ann")
                    .expect(200)
                    .body();
            assertThat(engine.calls("/api/v1/command"))
                    .extracting(StubEngine.Call::body)
                    .containsExactly("{\"actor\":\"Terra\",\"cmd\":[ {\"a\":1} ]}");
            assertThat(answer).contains("\"stage\":\"stub\"");
            rest.post(path + "/orders", "{\"commands\":[]}", "ann").expect(200);
            rest.get(path + "/reports/0", "ann").expect(200);
            rest.post(path + "/commands", "{\"commands\":[]}", "eve").expect(403);

            assertThat(put(path + "/memberships/ann", "{\"status\":\"blocked\"}"))
                    .isEqualTo(200);
            rest.post(path + "/commands", "{\"commands\":[]}", "ann").expect(403);
            assertThat(put(path + "/memberships/ann", "{\"status\":\"active\"}"))
                    .isEqualTo(200);
            rest.post(path + "/memberships/invalidate", "", "").expect(204);
            rest.post(path + "/commands", "{\"commands\":[]}", "ann").expect(200);
        }
    }

    @Test
    void stop() throws IOException {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, "@every 1s");

            JsonNode stopped = stop(game).expect(200).json();
            assertThat(stopped.path("status").asText()).isEqualTo("stopped");
            assertThat(stopped.path("next_generation_at").isNull()).isTrue();
            stop(game).expect(200);
            force(game).expect(409);
            assertThat(operations(game)).filteredOn("stop succeeded"::equals).hasSize(1);
        }
    }

    @Test
    void stop_during_a_turn() throws Exception {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, YEARS);
            CountDownLatch held = engine.hold();
            CompletableFuture<Answer> forced = CompletableFuture.supplyAsync(() -> force(game));
            Awaitility.await().until(() -> engine.calls("/api/v1/admin/turn").size() == 1);

            stop(game).expect(200);
            held.countDown();
            forced.join().expect(409);
            assertThat(runtime(game).path("status").asText()).isEqualTo("stopped");
            assertThat(runtime(game).path("current_turn").asInt()).isZero();

            rest.post("/runtimes/" + game + "/restart", "", "").expect(200);
            Awaitility.await().until(() -> runtime(game).path("current_turn").asInt() == 1);
            assertThat(engine.calls("/api/v1/admin/turn")).hasSize(1);
            assertThat(turns(game)).containsExactly("force adopted");
        }
    }

    @Test
    void patch_refused() {
        String game = DemoGame.register(rest, YEARS).id().toString();
        version("1.1.0", image());

        Answer refused = patch(game, "1.1.0").expect(422);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("semver_patch_only");
        assertThat(runtime(game).path("current_engine_version").asText()).isEqualTo("1.0.0");
    }

    @Test
    void patch() {
        String game = DemoGame.register(rest, YEARS).id().toString();
        version("1.0.1", image());
        force(game).expect(200);
        String before = runtime(game).path("engine_endpoint").asText();

        JsonNode patched = patch(game, "1.0.1").expect(200).json();
        assertThat(patched.path("status").asText()).isEqualTo("running");
        assertThat(patched.path("current_engine_version").asText()).isEqualTo("1.0.1");
        assertThat(patched.path("engine_endpoint").asText()).isNotEqualTo(before);
        assertThat(force(game).expect(200).json().path("current_turn").asInt()).isEqualTo(2);
    }

    @Test
    void patch_that_fails_back() {
        String game = DemoGame.register(rest, YEARS).id().toString();
        version("1.0.2", "process:[\"/bin/false\"]");

        assertThat(patch(game, "1.0.2").status()).isGreaterThanOrEqualTo(500);
        JsonNode runtime = runtime(game);
        assertThat(runtime.path("status").asText()).isEqualTo("running");
        assertThat(runtime.path("current_engine_version").asText()).isEqualTo("1.0.0");
        assertThat(runtime.path("current_image_ref").asText()).isEqualTo(image());
        force(game).expect(200);
        assertThat(operations(game)).contains("patch failed");
    }

    @Test
    void banish() throws IOException {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, YEARS);

            rest.post("/games/" + game + "/race/banish", "{\"race_name\":\"Terra\"}", "")
                    .expect(204);
            assertThat(engine.calls("/api/v1/admin/race/banish"))
                    .extracting(StubEngine.Call::body)
                    .containsExactly("{\"race_name\":\"Terra\"}");
            rest.post("/games/" + game + "/race/banish", "{\"race_name\":\"Vega\"}", "")
                    .expect(404);
        }
    }

    @Test
    void the_three_notifications() throws IOException {
        try (StubEngine engine = new StubEngine()) {
            String game = engine.register(rest, YEARS);
            force(game).expect(200);
            engine.refuse(400);
            force(game).expect(422);
            engine.refuse(0);
            engine.finish();
            force(game).expect(200);

            List<JsonNode> all = notifications.await(game, 3);
            assertThat(all)
                    .extracting(event -> event.path("kind").asText())
                    .containsExactly("game.turn.ready", "game.generation_failed", "game.finished");
            assertThat(all.get(0).path("idempotency_key").asText()).isEqualTo("turn-ready:" + game + ":1");
            assertThat(all.get(0).path("recipients")).hasSize(1);
        }
    }

    @Test
    void partial_failure_of_registration_leaves_nothing() throws IOException {
        try (StubEngine engine = new StubEngine()) {
            String game = UUID.randomUUID().toString();
            engine.refuse(400);
            assertThat(engine.registration(game, YEARS, NamedEndToEndIT::post)).isEqualTo(422);

            rest.get("/runtimes/" + game, "").expect(404);
            rest.get("/games/" + game + "/memberships", "").expect(404);
            assertThat(operations(game)).containsExactly("register failed");

            engine.refuse(0);
            assertThat(engine.registration(game, YEARS, NamedEndToEndIT::post)).isEqualTo(201);
            assertThat(lobby.await(game, 1)).hasSize(1);
        }
    }

    private static int post(String path, String body) {
        return rest.post(path, body, "").status();
    }

    private static int put(String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + host.internalAddress() + "/api/v1/internal" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonNode runtime(String game) {
        return rest.get("/runtimes/" + game, "").expect(200).json();
    }

    private static Answer force(String game) {
        return rest.post("/runtimes/" + game + "/force-next-turn", "", "");
    }

    private static Answer stop(String game) {
        return rest.post("/runtimes/" + game + "/stop", "{\"reason\":\"maintenance\"}", "");
    }

    private static Answer patch(String game, String version) {
        return rest.post("/runtimes/" + game + "/patch", "{\"version\":\"" + version + "\"}", "");
    }

    private static String image() {
        return rest.get("/engine-versions/1.0.0/image-ref", "")
                .expect(200)
                .json()
                .path("image_ref")
                .asText();
    }

    private static void version(String version, String imageRef) {
        rest.post(
                        "/engine-versions",
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                .objectNode()
                                .put("version", version)
                                .put("image_ref", imageRef))
                .expect(201);
    }

    /** Returns trigger and outcome of each turn, newest first. */
    private static List<String> turns(String game) {
        return items("/runtimes/" + game + "/turns").stream()
                .map(turn -> turn.path("trigger").asText() + " "
                        + turn.path("outcome").asText())
                .toList();
    }

    /** Returns name and status of each operation, newest first. */
    private static List<String> operations(String game) {
        return items("/runtimes/" + game + "/operations").stream()
                .map(operation -> operation.path("operation").asText() + " "
                        + operation.path("status").asText())
                .toList();
    }

    private static List<JsonNode> items(String path) {
        JsonNode items = rest.get(path + "?limit=200", "").expect(200).json().path("items");
        return java.util.stream.StreamSupport.stream(items.spliterator(), false).toList();
    }
}
