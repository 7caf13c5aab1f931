package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose heads are wrong: the answer is an envelope below 500, and the next caller notices nothing. */
class HostileHeadsTest {
    private static final String GAME = "0198c2f4-7b1e-7c3a-9d2e-5f60718293a4";
    private static final String RUNTIME = Surface.API + "/runtimes/" + GAME;

    private static Surface surface;

    @BeforeAll
    static void open() {
        surface = new Surface();
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void a_head_that_cannot_be_read_is_a_bad_request(String head) {
        try (Wire wire = surface.wire()) {
            wire.send(head.getBytes(StandardCharsets.ISO_8859_1)).reply().refused(400, "invalid_request");
        }
        surface.ask(Ask.get("/healthz")).is(200);
    }

    static Stream<String> heads() {
        return Stream.of(
                "GET\r\n\r\n",
                "GET /healthz\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                "GET /healthz HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /healthz HTTP/1.2\r\nHost: a\r\n\r\n",
                "GET /healthz JUNK/1.1\r\nHost: a\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET healthz HTTP/1.1\r\nHost: a\r\n\r\n",
                "G\u0000T /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /healthz HTTP/1.1\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX Y: 1\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Y : 1\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Y: a\u0000b\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n",
                "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 2\r\n\r\n",
                "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/api",
                "/api/v1/internal",
                RUNTIME + "/",
                RUNTIME + "//",
                "//healthz",
                "/healthz/",
                "/HEALTHZ",
                "/%68ealthz",
                "/healthz;v=1",
                "/%c3%28",
                "/healthz/%2e%2e/healthz",
                "/a/../healthz",
                "/./healthz",
                RUNTIME + "/turns/1",
                Surface.API + "/runtimes;v=1"
            })
    void a_path_that_is_no_route_is_not_found(String path) {
        surface.ask(Ask.get(path)).refused(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2f", "%5c", "%00", "%", "%e", "%c3%28", "%ff", "%u0041", "..%2f", "%2e%2e%2f"})
    void an_escape_that_hides_something_is_refused(String escape) {
        assertThat(surface.ask(Ask.get(RUNTIME + escape)).status()).isIn(400, 404);
        assertThat(surface.ask(Ask.get("/" + escape)).status()).isIn(400, 404);
    }

    @Test
    void a_fragment_does_not_hide_the_query() {
        surface.ask(Ask.get(Surface.API + "/runtimes?limit=1#x")).refused(400, "invalid_request");
        surface.ask(Ask.get(Surface.API + "/runtimes#?x=1")).refused(400, "invalid_request");
    }

    @Test
    void whoever_is_hung_up_on_is_told_so() {
        try (Wire wire = surface.wire()) {
            Reply reply = wire.send(Ask.get(RUNTIME + "%").bytes()).reply().is(400);
            assertThat(reply.header("connection")).contains("close");
            assertThat(wire.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_no_request_is_answered_whatever_came_before_it_and_follows(boolean inMemory) {
        String good = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String bad = "POST /healthz HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nContent-Length: 20000\r\n\r\n";
        for (int i = 0; i < 100; i++) {
            try (Wire wire = inMemory ? surface.memoryWire() : surface.wire()) {
                wire.send(good + good + bad + "x".repeat(20_000));
                wire.reply().is(200);
                wire.reply().is(200);
                assertThat(wire.reply().refused(400, "invalid_request").header("connection"))
                        .contains("close");
            }
        }
    }

    @Test
    void nobody_climbs_above_the_root() {
        surface.ask(Ask.get("/..")).refused(400, "invalid_request");
        surface.ask(Ask.get("/../healthz")).refused(400, "invalid_request");
    }

    @Test
    void an_asterisk_and_a_tunnel_are_no_routes() {
        for (String head : new String[] {"OPTIONS * HTTP/1.1", "CONNECT localhost:80 HTTP/1.1"}) {
            try (Wire wire = surface.wire()) {
                Reply reply = wire.send(head + "\r\nHost: localhost:80\r\n\r\n").reply();
                assertThat(reply.status()).isIn(400, 404);
            }
        }
    }

    @Test
    void an_absolute_form_is_read() {
        surface.exchange(Ask.get("http://localhost/healthz")).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void another_method_is_not_allowed_and_told_which_are(String method) {
        Reply reply = surface.ask(Ask.of(method, RUNTIME)).refused(405, "method_not_allowed");
        assertThat(reply.header("allow")).contains("GET");
    }

    @Test
    void a_route_with_two_methods_names_both() {
        Reply reply = surface.ask(Ask.of("DELETE", Surface.API + "/engine-versions"));
        assertThat(reply.refused(405, "method_not_allowed").header("allow")).contains("GET, POST");
    }

    @Test
    void a_method_that_nobody_knows_is_not_allowed_either() {
        Reply reply = surface.exchange(Ask.of("BREW", "/healthz")).refused(405, "method_not_allowed");
        assertThat(reply.header("allow")).contains("GET");
    }

    @Test
    void head_is_no_method_of_any_route() {
        assertThat(surface.exchange(Ask.of("HEAD", "/healthz")).is(405).header("allow"))
                .contains("GET");
    }

    @Test
    void a_uri_has_8_KiB_and_not_one_byte_more() {
        String path = RUNTIME + "?cursor=";
        Ask fits = Ask.get(Surface.API + "/runtimes?cursor=" + "x".repeat(8_192 - Surface.API.length() - 17));
        surface.ask(fits).refused(400, "invalid_request");
        surface.ask(fits.target(fits.target() + "x")).refused(414, "request_too_large");
        surface.ask(Ask.get(path + "x".repeat(100_000))).refused(414, "request_too_large");
    }

    @Test
    void a_head_has_16_KiB_and_not_much_more() {
        surface.ask(Ask.get("/healthz").header("X-Filler", "x".repeat(16_000))).is(200);
        surface.ask(Ask.get("/healthz").header("X-Filler", "x".repeat(16_400))).refused(431, "request_too_large");
        Ask many = Ask.get("/healthz");
        for (int i = 0; i < 2_000; i++) {
            many = many.header("X-" + i, "x");
        }
        surface.ask(many).refused(431, "request_too_large");
    }

    @Test
    void requests_may_follow_each_other_on_one_connection() {
        try (Wire wire = surface.wire()) {
            wire.send(Ask.get("/healthz").bytes());
            wire.send(Ask.get("/nothing").bytes());
            wire.send(Ask.post(RUNTIME + "/stop").json("{").bytes());
            wire.send(Ask.get("/healthz").bytes());
            wire.reply().is(200);
            wire.reply().is(404);
            wire.reply().is(400);
            wire.reply().is(200);
        }
    }

    @Test
    void every_answer_is_json_and_not_to_be_sniffed_or_kept() {
        Reply reply = surface.ask(Ask.get("/nothing"));
        assertThat(reply.header("content-type")).contains("application/json");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        assertThat(reply.header("cache-control")).contains("no-store");
        assertThat(reply.header("server")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("queries")
    void a_query_that_a_route_does_not_know_is_refused(String method, String path) {
        Ask ask = Ask.of(method, path + "?x=1");
        surface.ask(method.equals("POST") && !path.endsWith("turn") ? ask.json("{}") : ask)
                .refused(400, "invalid_request");
    }

    static Stream<Arguments> queries() {
        return surface.listener.routes().stream()
                .map(route -> Arguments.of(
                        route.method(),
                        route.template()
                                .replace("{game_id}", GAME)
                                .replace("{version}", "1.0.0")
                                .replace("{turn}", "1")));
    }

    @Test
    void another_tenant_is_not_found() {
        surface.exchange(Ask.get(RUNTIME).header("X-Tenant-ID", "2")).refused(404, "not_found");
        surface.exchange(Ask.get(Surface.API + "/runtimes").header("X-Tenant-ID", "x"))
                .refused(400, "invalid_request");
        surface.exchange(Ask.get(Surface.API + "/runtimes").header("X-Tenant-ID", "1"))
                .is(200);
    }
}
