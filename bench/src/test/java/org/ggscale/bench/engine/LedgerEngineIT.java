package org.ggscale.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.ggscale.bench.EngineProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerEngineIT {
    private static final UUID GAME = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void a_plain_engine_executes_every_call() throws Exception {
        try (EngineProcess engine = start()) {
            init(engine, GAME);
            assertThat(turn(engine, GAME, 0).body()).contains("\"turn\":1");
            assertThat(turn(engine, GAME, 0).body()).contains("\"turn\":2");
        }
        assertThat(executed()).containsExactly(1L, 2L);
    }

    @Test
    void a_conditional_engine_executes_a_turn_only_from_the_one_before() throws Exception {
        try (EngineProcess engine = start("--conditional")) {
            init(engine, GAME);
            assertThat(turn(engine, GAME, 0).statusCode()).isEqualTo(200);
            HttpResponse<String> again = turn(engine, GAME, 0);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains("\"turn\":1", "\"capabilities\":[\"conditional_turn\"]");
        }
        assertThat(executed()).containsExactly(1L);
    }

    @Test
    void a_killed_durable_engine_goes_on_where_its_ledger_ends() throws Exception {
        CountDownLatch begun = new CountDownLatch(20);
        try (EngineProcess engine = start("--durable", "--conditional")) {
            init(engine, GAME);
            Thread player = Thread.ofVirtual().start(() -> {
                try {
                    for (long turn = 0; ; turn++) {
                        turn(engine, GAME, turn);
                        begun.countDown();
                    }
                } catch (IOException e) {
                    // The engine is dead, as it should be.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            begun.await();
            engine.close();
            player.join();
        }
        Files.writeString(directory.resolve(Ledger.FILE), "turn " + GAME + " 99 17", StandardOpenOption.APPEND);
        long last = executed().getLast();
        try (EngineProcess engine = start("--durable", "--conditional")) {
            assertThat(turn(engine, GAME, last).statusCode()).isEqualTo(200);
        }
        assertThat(executed()).hasSizeGreaterThan(20).doesNotHaveDuplicates().endsWith(last, last + 1);
    }

    @Test
    void a_forgetful_engine_begins_anew() throws Exception {
        try (EngineProcess engine = start()) {
            init(engine, GAME);
        }
        try (EngineProcess engine = start()) {
            assertThat(turn(engine, GAME, 0).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_call_that_was_meant_for_another_game_is_written_down() throws Exception {
        try (EngineProcess engine = start()) {
            init(engine, GAME);
            call(engine, GAME, "PUT", "turn", turnBody(OTHER, 0));
        }
        assertThat(Ledger.read(directory.resolve(Ledger.FILE)))
                .filteredOn(line -> line.kind() == LedgerLine.Kind.FOREIGN)
                .extracting(LedgerLine::rest)
                .containsExactly(OTHER.toString());
    }

    @Test
    void games_behind_one_address_do_not_mix() throws Exception {
        try (EngineProcess engine = start()) {
            init(engine, GAME);
            init(engine, OTHER);
            turn(engine, GAME, 0);
            assertThat(turn(engine, OTHER, 0).body()).contains("\"turn\":1", OTHER.toString());
        }
    }

    private EngineProcess start(String... arguments) throws IOException {
        return EngineProcess.start(directory, "32m", List.of(arguments));
    }

    private List<Long> executed() throws IOException {
        return Ledger.read(directory.resolve(Ledger.FILE)).stream()
                .filter(line -> line.kind() == LedgerLine.Kind.TURN)
                .map(LedgerLine::turn)
                .toList();
    }

    private static void init(EngineProcess engine, UUID game) throws IOException, InterruptedException {
        String body = "{\"gameId\": \"%s\", \"races\": [{\"raceName\": \"Terrans\"}, {\"raceName\": \"V\\\"lons\"}]}"
                .formatted(game);
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = call(engine, game, "POST", "init", body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"turn\":0", "\"raceName\":\"V\\\"lons\"");
        }
    }

    private static HttpResponse<String> turn(EngineProcess engine, UUID game, long expected)
            throws IOException, InterruptedException {
        return call(engine, game, "PUT", "turn", turnBody(game, expected));
    }

    private static String turnBody(UUID game, long expected) {
        return "{\"game_id\":\"%s\",\"expected_turn\":%d}".formatted(game, expected);
    }

    private static HttpResponse<String> call(EngineProcess engine, UUID game, String method, String name, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.endpoint(game) + "/api/v1/admin/" + name))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
