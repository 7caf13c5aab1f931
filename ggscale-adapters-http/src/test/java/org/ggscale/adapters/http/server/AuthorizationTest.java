package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in: every route, with the token, without it, and with what only looks like it. */
class AuthorizationTest {
    private static final String TOKEN = "correct-horse-battery-staple-0123456789";

    private static Surface surface;

    @BeforeAll
    static void open() {
        surface = new Surface(backend -> backend, front -> front.token(TOKEN));
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    static Stream<Route> routes() {
        return surface.listener.routes().stream();
    }

    static Stream<Arguments> refusals() {
        List<Arguments> rows = new ArrayList<>();
        for (Route route : surface.listener.routes()) {
            if (!route.open()) {
                Stream.of(
                                List.<String>of(),
                                List.of(""),
                                List.of("Bearer"),
                                List.of("Bearer "),
                                List.of(TOKEN),
                                List.of("Basic " + TOKEN),
                                List.of("Bearer " + TOKEN + "x"),
                                List.of("Bearer " + TOKEN.substring(1)),
                                List.of("Bearer " + TOKEN.toUpperCase(Locale.ROOT)),
                                List.of("Bearer " + TOKEN, "Bearer " + TOKEN),
                                List.of("Bearer wrong", "Bearer " + TOKEN))
                        .forEach(values -> rows.add(Arguments.of(route.operation(), values, ask(route))));
            }
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("refusals")
    void nobody_passes_without_exactly_the_token(String operation, List<String> values, Ask ask) {
        for (String value : values) {
            ask = ask.header("Authorization", value);
        }
        Reply reply = surface.ask(ask).refused(401, "unauthorized");
        assertThat(reply.header("www-authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whoever_has_the_token_passes(Route route) {
        for (String scheme : List.of("Bearer", "bearer", "BEARER")) {
            try (Wire wire = surface.wire()) {
                wire.send(
                        ask(route).header("Authorization", scheme + " " + TOKEN).bytes());
                assertThat(head(wire)).doesNotContain(" 401 ");
            }
        }
    }

    @Test
    void probes_need_no_token() {
        surface.ask(Ask.get("/healthz")).is(200);
        surface.ask(Ask.get("/readyz")).is(200);
        surface.ask(Ask.post("/healthz")).refused(405, "method_not_allowed");
    }

    @Test
    void nobody_learns_which_routes_there_are() {
        surface.ask(Ask.get("/nothing")).refused(401, "unauthorized");
        surface.ask(Ask.of("DELETE", Surface.API + "/runtimes")).refused(401, "unauthorized");
        surface.ask(Ask.get("/healthz;x=1")).refused(401, "unauthorized");
        surface.ask(Ask.get("/healthz/../nothing")).refused(401, "unauthorized");
    }

    private static Ask ask(Route route) {
        String target = route.template()
                .replace("{game_id}", "0198c2f4-7b1e-7c3a-9d2e-5f60718293a4")
                .replace("{version}", "1.0.0")
                .replace("{turn}", "1")
                .replace("{user_id}", "ada");
        Ask ask = Ask.of(route.method(), target);
        return route.body() == Route.Body.NONE ? ask : ask.json("{}");
    }

    /** Reads the first line alone: an event stream has no end. */
    private static String head(Wire wire) {
        StringBuilder line = new StringBuilder();
        for (int b = wire.read(); b >= 0 && b != '\n'; b = wire.read()) {
            line.append((char) b);
        }
        assertThat(line).startsWith("HTTP/1.1 ");
        return line.toString();
    }
}
