package org.ggscale.examples.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.drift.Galaxies.ID;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the engine contract, and what it refuses. */
class HttpTest {
    private static final String INIT = "{'gameId':'" + ID + "','races':[{'raceName':'Red'},{'raceName':'Blue + 1&2'}]}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Store store;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        store = Store.open(directory);
        server = Http.start(new InetSocketAddress("127.0.0.1", 0), new Game(store, Optional.of(ID), 3));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        store.close();
    }

    @Test
    void every_operation_of_the_contract_is_there() {
        init();

        assertThat(EngineContract.operations())
                .hasSize(9)
                .extracting(operation -> operation.split(" ", 2))
                .allSatisfy(operation -> assertThat(
                                call(operation[0], operation[1], "").body())
                        .doesNotContain("not_found", "method_not_allowed"));
    }

    @Test
    void the_engine_is_alive_before_it_has_a_game() {
        assertAnswer("GET", "/healthz", "", 200, "{'status':'ok'}");
        assertRefused("GET", "/api/v1/admin/status", "", 404, "not_initialised");
        assertRefused("PUT", "/api/v1/admin/turn", turn(0), 404, "not_initialised");
        assertRefused("POST", "/api/v1/admin/race/banish", "{'race_name':'Red'}", 404, "not_initialised");
        assertRefused("PUT", "/api/v1/order", "{'actor':'Red','cmd':[]}", 404, "not_initialised");
        assertRefused("GET", "/api/v1/report?player=Red&turn=0", "", 404, "not_initialised");
    }

    @Test
    void init_answers_with_turn_0_and_the_same_init_with_the_game_as_it_is() {
        HttpResponse<String> first = call("POST", "/api/v1/admin/init", INIT);
        HttpResponse<String> again = call("POST", "/api/v1/admin/init", INIT);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
        State state = state(first);
        assertThat(state.id()).isEqualTo(ID);
        assertThat(state.turn()).isZero();
        assertThat(state.finished()).isFalse();
        assertThat(state.stage()).isEqualTo("playing");
        assertThat(state.capabilities()).containsExactly("conditional_turn", "durable_state");
        assertThat(state.player()).extracting(State.Player::raceName).containsExactly("Red", "Blue + 1&2");
        assertThat(state.player()).allMatch(player -> player.planets() == 1 && player.population() == 50);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(call("GET", "/api/v1/admin/status", "").body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'gameId':'00000000-0000-0000-0000-000000000000','races':[{'raceName':'Red'}]}",
                "{'gameId':'1-1-1-1-1','races':[{'raceName':'Red'}]}",
                "{'gameId':7,'races':[{'raceName':'Red'}]}",
                "{'races':[{'raceName':'Red'}]}",
                "{'gameId':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4','races':[]}",
                "{'gameId':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4'}",
                "{'gameId':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4','races':['Red']}",
                "{'gameId':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4','races':[{'raceName':' '}]}",
                "{'gameId':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4','races':[{'raceName':'A'},{'raceName':'A'}]}",
            })
    void an_init_that_makes_no_game_is_refused(String body) {
        assertRefused("POST", "/api/v1/admin/init", body, 400, "invalid_request");
        assertRefused("GET", "/api/v1/admin/status", "", 404, "not_initialised");
    }

    @Test
    void another_init_is_a_conflict() {
        assertRefused("POST", "/api/v1/admin/init", INIT.replace("0198", "0199"), 409, "wrong_game");
        init();
        assertRefused("POST", "/api/v1/admin/init", INIT.replace("0198", "0199"), 409, "already_initialised");
        assertRefused("POST", "/api/v1/admin/init", INIT.replace("Red", "Pink"), 409, "already_initialised");
    }

    @Test
    void a_turn_is_played_if_and_only_if_game_and_turn_are_the_expected_ones() {
        init();
        String other = turn(0).replace("0198", "0199");

        assertThat(state(assertStatus("PUT", "/api/v1/admin/turn", other, 409)).turn())
                .isZero();
        assertThat(state(assertStatus("PUT", "/api/v1/admin/turn", turn(1), 409))
                        .turn())
                .isZero();
        assertThat(state(assertStatus("PUT", "/api/v1/admin/turn", turn(0), 200))
                        .turn())
                .isEqualTo(1);
        assertThat(state(assertStatus("PUT", "/api/v1/admin/turn", turn(0), 409))
                        .turn())
                .isEqualTo(1);
        assertThat(state(assertStatus("PUT", "/api/v1/admin/turn", turn(1), 200))
                        .turn())
                .isEqualTo(2);
        assertThat(ledger()).containsExactly("1 " + ID, "2 " + ID);
    }

    @Test
    void of_many_calls_for_the_same_turn_exactly_one_is_played() {
        init();
        for (int turn = 0; turn < 3; turn++) {
            int expected = turn;
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 8)
                    .mapToObj(i -> CLIENT.sendAsync(
                            request("PUT", "/api/v1/admin/turn", turn(expected)), BodyHandlers.ofString()))
                    .toList();

            assertThat(calls)
                    .extracting(call -> call.join().statusCode())
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
            assertThat(calls).extracting(call -> state(call.join()).turn()).containsOnly(turn + 1);
        }
        assertThat(ledger()).containsExactly("1 " + ID, "2 " + ID, "3 " + ID);
    }

    @Test
    void the_last_turn_says_so_and_no_turn_follows() {
        init();
        call("PUT", "/api/v1/order", "{'actor':'Red','cmd':[{'order':'build','planet':" + home() + ",'ships':20}]}");
        call("PUT", "/api/v1/admin/turn", turn(0));
        call("PUT", "/api/v1/admin/turn", turn(1));
        State end = state(assertStatus("PUT", "/api/v1/admin/turn", turn(2), 200));

        assertThat(end.finished()).isTrue();
        assertThat(end.stage()).isEqualTo("finished");
        assertThat(end.winner()).contains("Blue + 1&2");
        assertThat(state(assertStatus("PUT", "/api/v1/admin/turn", turn(3), 409)))
                .isEqualTo(end);
        assertRefused("PUT", "/api/v1/order", "{'actor':'Red','cmd':[]}", 409, "game_over");
        assertRefused("PUT", "/api/v1/command", "{'actor':'Red','cmd':[]}", 409, "game_over");
        assertThat(call("GET", "/api/v1/report?player=Red&turn=3", "").body()).contains("\"winner\":\"Blue + 1&2\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'game_id':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4'}",
                "{'expected_turn':0}",
                "{'game_id':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4','expected_turn':'0'}",
                "{'game_id':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4','expected_turn':0,'expected_turn':0}",
                "{'game_id':'0198c2f4-7b1e-7c3a-9d2e-5f60718293a4','expected_turn':0} x",
                "[]",
                "",
            })
    void a_turn_call_that_does_not_say_which_turn_plays_none(String body) {
        init();

        assertRefused("PUT", "/api/v1/admin/turn", body, 400, "invalid_request");
        assertThat(ledger()).isEmpty();
    }

    @Test
    void unknown_members_beside_the_known_ones_are_ignored() {
        assertStatus("POST", "/api/v1/admin/init", INIT.replace("{'gameId'", "{'new':[1],'gameId'"), 201);
        assertStatus("PUT", "/api/v1/admin/turn", turn(0).replace("}", ",'new':{}}"), 200);
    }

    @Test
    void a_race_is_banished_with_204_and_nothing_else() {
        init();

        HttpResponse<String> answer = assertStatus("POST", "/api/v1/admin/race/banish", "{'race_name':'Red'}", 204);
        assertThat(answer.body()).isEmpty();
        State state = state(call("GET", "/api/v1/admin/status", ""));
        assertThat(state.player().get(0).extinct()).isTrue();
        assertThat(state.player().get(0).planets()).isZero();
        assertStatus("POST", "/api/v1/admin/race/banish", "{'race_name':'Red'}", 204);
        assertRefused("PUT", "/api/v1/order", "{'actor':'Red','cmd':[]}", 409, "game_over");
        assertThat(state(call("PUT", "/api/v1/admin/turn", turn(0))).winner()).contains("Blue + 1&2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'race_name':''}", "{'race_name':' '}", "{'race_name':'Pink'}", "{'race_name':null}", "{}"})
    void banishing_nobody_is_refused(String body) {
        init();

        assertRefused("POST", "/api/v1/admin/race/banish", body, 400, "invalid_request");
    }

    @Test
    void orders_count_for_the_coming_turn_and_are_kept() {
        init();
        String build = "[{'order':'build','planet':" + home() + ",'ships':5}]";
        String kept = "{'actor':'Red','turn':1,'cmd':" + build + "}";

        assertAnswer("PUT", "/api/v1/order", "{'actor':'Red','cmd':" + build + "}", 200, kept);
        assertAnswer("GET", "/api/v1/order?player=Red&turn=1", "", 200, kept);
        call("PUT", "/api/v1/admin/turn", turn(0));

        assertAnswer("GET", "/api/v1/order?player=Red&turn=1", "", 200, kept);
        assertAnswer("GET", "/api/v1/order?turn=2&player=Red", "", 200, "{'actor':'Red','turn':2,'cmd':[]}");
        assertThat(report("Red", 1).planets())
                .filteredOn(planet -> planet.ownedBy("Red"))
                .extracting(Planet::ships)
                .containsExactly(15);
    }

    @Test
    void new_orders_take_the_place_of_old_ones_and_refused_ones_do_not() {
        init();
        String two = "[{'order':'build','planet':" + home() + ",'ships':2}]";
        String refused = two.replace("]", ",{'order':'build','planet':" + home() + ",'ships':48}]");
        call("PUT", "/api/v1/order", "{'actor':'Red','cmd':" + two.replace("2}", "7}") + "}");
        call("PUT", "/api/v1/order", "{'actor':'Red','cmd':" + two + "}");

        HttpResponse<String> answer =
                assertRefused("PUT", "/api/v1/order", "{'actor':'Red','cmd':" + refused + "}", 400, "invalid_request");
        assertThat(answer.body()).contains("cmd[1]: ships is 48, but planet " + home() + " can man 47 at most");
        assertAnswer("GET", "/api/v1/order?player=Red&turn=1", "", 200, "{'actor':'Red','turn':1,'cmd':" + two + "}");
    }

    @Test
    void a_command_is_carried_out_at_once_all_of_it_or_nothing() {
        init();
        String rename = "{'command':'rename','planet':" + home() + ",'name':'New Hope'}";

        assertAnswer(
                "PUT",
                "/api/v1/command",
                "{'actor':'Red','cmd':[" + rename + "]}",
                200,
                "{'actor':'Red','turn':0,'done':1}");
        assertRefused(
                "PUT",
                "/api/v1/command",
                "{'actor':'Red','cmd':[" + rename.replace("New", "No") + "," + rename.replace("New Hope", "") + "]}",
                400,
                "invalid_request");
        assertRefused(
                "PUT", "/api/v1/command", "{'actor':'Blue + 1&2','cmd':[" + rename + "]}", 400, "invalid_request");
        assertThat(report("Red", 0).planets())
                .extracting(Planet::name)
                .contains("New Hope")
                .doesNotContain("No Hope");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'actor':'Pink','cmd':[]}|404",
                "{'actor':7,'cmd':[]}|400",
                "{'cmd':[]}|400",
                "{'actor':'Red'}|400",
                "{'actor':'Red','cmd':{}}|400",
                "{'actor':'Red','cmd':[1]}|400",
                "{'actor':'Red','cmd':[{}]}|400",
            })
    void orders_and_commands_need_an_actor_and_an_array(String body, int status) {
        init();

        assertStatus("PUT", "/api/v1/order", body, status);
        assertStatus("PUT", "/api/v1/command", body, status);
    }

    @Test
    void reports_of_past_turns_are_kept() {
        init();
        String before = call("GET", "/api/v1/report?player=Red&turn=0", "").body();
        call("PUT", "/api/v1/admin/turn", turn(0));

        assertThat(call("GET", "/api/v1/report?player=Red&turn=0", "").body()).isEqualTo(before);
        assertThat(report("Red", 1).turn()).isEqualTo(1);
        assertThat(report("Blue%20+%201%262", 1).race()).isEqualTo("Blue + 1&2");
        assertThat(report("Blue%20%2B%201%262", 1).race()).isEqualTo("Blue + 1&2");
    }

    @ParameterizedTest
    @CsvSource({
        "player=Red&turn=1, 404",
        "player=Red&turn=-1, 404",
        "player=Red&turn=999999999, 404",
        "player=Red&turn=9007199254740992, 404",
        "player=Red&turn=99999999999999999, 400",
        "player=Red&turn=, 400",
        "player=Red&turn=x, 400",
        "player=Red, 400",
        "turn=0, 400",
        "x, 400",
        "player=Pink&turn=0, 404",
        "player=%FF&turn=0, 404",
    })
    void a_report_that_does_not_exist_is_refused(String query, int status) {
        init();

        assertStatus("GET", "/api/v1/report?" + query, "", status);
    }

    @Test
    void routes_that_do_not_exist_are_refused() {
        assertRefused("GET", "/", "", 404, "not_found");
        assertRefused("GET", "/healthz/", "", 404, "not_found");
        assertRefused("GET", "/api/v1/admin/turn/", "", 404, "not_found");
        HttpResponse<String> answer = assertRefused("POST", "/api/v1/admin/turn", "{}", 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("PUT");
        assertThat(assertStatus("HEAD", "/healthz", "", 405).body()).isEmpty();
    }

    @Test
    void bodies_that_are_too_large_too_deep_or_not_text_are_refused_and_the_engine_lives_on() {
        init();
        assertRefused("PUT", "/api/v1/order", " ".repeat((1 << 20) + 1), 413, "request_too_large");
        assertRefused("PUT", "/api/v1/order", "[".repeat(100_000), 400, "invalid_request");
        assertRefused("PUT", "/api/v1/order", "{'actor':'Red','cmd':[1e999999999]}", 400, "invalid_request");
        HttpRequest garbage = HttpRequest.newBuilder(uri("/api/v1/order"))
                .PUT(BodyPublishers.ofByteArray(new byte[] {(byte) 0xFF, (byte) 0xFE}))
                .build();
        assertThat(send(garbage).statusCode()).isEqualTo(400);
        assertStatus("GET", "/healthz", "", 200);
    }

    @Test
    void a_query_that_is_not_percent_encoded_is_refused() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.getAddress().getPort())) {
            socket.getOutputStream()
                    .write("GET /api/v1/report?player=%zz&turn=0 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 400");
        }
    }

    @Test
    void a_disk_that_fails_is_a_500_and_the_game_goes_on_when_it_is_back() throws IOException {
        init();
        Path obstacle = Files.createDirectory(directory.resolve("next.tmp"));
        assertRefused("PUT", "/api/v1/admin/turn", turn(0), 500, "internal_error");
        Files.delete(obstacle);

        assertThat(state(call("GET", "/api/v1/admin/status", "")).turn()).isZero();
        assertThat(state(assertStatus("PUT", "/api/v1/admin/turn", turn(0), 200))
                        .turn())
                .isEqualTo(1);
    }

    @Test
    void two_bots_play_a_game_over_http() throws IOException {
        stop();
        store = Store.open(directory);
        server = Http.start(new InetSocketAddress("127.0.0.1", 0), new Game(store, Optional.empty(), 40));
        init();
        State state = state(call("GET", "/api/v1/admin/status", ""));
        while (!state.finished()) {
            for (String race : List.of("Red", "Blue%20+%201%262")) {
                String report = call("GET", "/api/v1/report?player=" + race + "&turn=" + state.turn(), "")
                        .body();
                String actor = read(Report.class, report).race();
                String orders = "{\"actor\":\"" + actor + "\",\"cmd\":" + DriftBot.orders(report) + "}";
                int status = call("PUT", "/api/v1/order", orders).statusCode();
                assertThat(status).isIn(200, 409);
            }
            state = state(assertStatus("PUT", "/api/v1/admin/turn", turn(state.turn()), 200));
        }

        assertThat(state.winner()).isPresent();
        assertThat(ledger()).hasSize(state.turn());
    }

    private void init() {
        assertStatus("POST", "/api/v1/admin/init", INIT, 201);
    }

    private int home() {
        return report("Red", 0).planets().stream()
                .filter(planet -> planet.ownedBy("Red"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Report report(String player, int turn) {
        return read(
                Report.class,
                call("GET", "/api/v1/report?player=" + player + "&turn=" + turn, "")
                        .body());
    }

    private List<String> ledger() {
        try {
            return new ArrayList<>(Files.readAllLines(directory.resolve("ledger.log")));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String turn(int expected) {
        return "{'game_id':'" + ID + "','expected_turn':" + expected + "}";
    }

    private static State state(HttpResponse<String> answer) {
        return read(State.class, answer.body());
    }

    private static <T> T read(Class<T> type, String body) {
        return JsonRecords.read(type, JsonReader.read(body), "answer");
    }

    private void assertAnswer(String method, String path, String body, int status, String expected) {
        assertThat(assertStatus(method, path, body, status).body()).isEqualTo(expected.replace('\'', '"'));
    }

    private HttpResponse<String> assertRefused(String method, String path, String body, int status, String code) {
        HttpResponse<String> answer = assertStatus(method, path, body, status);
        assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"" + code + "\",\"message\":\"");
        return answer;
    }

    private HttpResponse<String> assertStatus(String method, String path, String body, int status) {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(status);
        EngineContract.check(method, path, answer);
        return answer;
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return send(request(method, path, body));
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).join();
    }
}
