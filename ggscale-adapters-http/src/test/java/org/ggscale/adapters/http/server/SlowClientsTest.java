package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Clients that take their time; those that were cut short serve as the clock of the others. */
class SlowClientsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String STOP = Surface.API + "/runtimes/0198c2f4-7b1e-7c3a-9d2e-5f60718293a4/stop";
    private static final String BODY = "{\"reason\": \"enough\"}";

    @Test
    void a_connection_that_never_sends_a_head_is_told_and_closed() {
        try (Surface surface = surface(SHORT, LONG, LONG);
                Wire silent = surface.wire()) {
            silent.reply().refused(408, "invalid_request");
            assertThat(silent.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_head_that_comes_in_drops_is_late_all_the_same() {
        try (Surface surface = surface(SHORT, LONG, LONG);
                Wire drops = surface.wire()) {
            drops.send("GET /healthz HTTP/1.1\r\n");
            dripFor(surface, drops);
            drops.reply().refused(408, "invalid_request");
            assertThat(drops.read()).isEqualTo(-1);
        }
    }

    @Test
    void the_second_head_of_a_connection_has_a_clock_of_its_own() {
        try (Surface surface = surface(SHORT, LONG, LONG);
                Wire wire = surface.wire()) {
            wire.send(Ask.get("/healthz").bytes()).reply().is(200);
            waitForAnotherToBeCut(surface);
            wire.send(Ask.get("/healthz").bytes()).reply().is(200);
            wire.send("GET /healthz HTTP/1.1\r\nHost: ").reply().refused(408, "invalid_request");
        }
    }

    @Test
    void a_body_does_not_count_against_the_clock_of_its_head() {
        try (Surface surface = surface(SHORT, LONG, LONG);
                Wire wire = surface.wire()) {
            wire.send(head(BODY.length())).send(BODY.substring(0, 3));
            waitForAnotherToBeCut(surface);
            wire.send(BODY.substring(3)).reply().refused(404, "not_found");
        }
    }

    @Test
    void a_body_that_stays_away_is_told_and_closed() {
        try (Surface surface = surface(LONG, SHORT, Duration.ZERO);
                Wire wire = surface.wire()) {
            wire.send(head(BODY.length())).send(BODY.substring(0, 3));
            assertThat(wire.reply().refused(408, "invalid_request").header("connection"))
                    .contains("close");
            assertThat(wire.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_body_that_stays_away_after_it_was_refused_ends_the_connection_as_the_answer_says() {
        try (Surface surface = surface(LONG, SHORT, Duration.ZERO);
                Wire wire = surface.wire()) {
            wire.send(head(BODY.length()).replace("application/json", "text/plain"))
                    .send(BODY.substring(0, 3));
            assertThat(wire.reply().refused(415, "unsupported_media_type").header("connection"))
                    .contains("close");
            assertThat(wire.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_body_that_follows_after_it_was_refused_leaves_the_connection_to_the_next_request() {
        try (Surface surface = surface(LONG, LONG, LONG);
                Wire wire = surface.wire()) {
            wire.send(head(BODY.length()).replace("application/json", "text/plain"))
                    .send(BODY);
            assertThat(wire.reply().refused(415, "unsupported_media_type").header("connection"))
                    .isEmpty();
            wire.send(Ask.get("/healthz").bytes()).reply().is(200);
        }
    }

    @Test
    void every_16_KiB_buy_a_body_more_time() {
        try (Surface surface = surface(LONG, SHORT, LONG);
                Wire wire = surface.wire();
                Wire clock = surface.wire()) {
            int length = 40_000;
            wire.send(head(length)).send(" ".repeat(20_000));
            clock.send(head(length)).send(" ".repeat(1_000));
            clock.reply().refused(408, "invalid_request");
            wire.send(" ".repeat(length - 20_000 - BODY.length()) + BODY);
            wire.reply().refused(404, "not_found");
        }
    }

    @Test
    void an_operation_may_take_longer_than_a_connection_may_be_idle() {
        Limits limits = new Limits(LONG, LONG, LONG, SHORT, LONG, Duration.ofMillis(10), Duration.ofSeconds(5));
        try (Surface surface = new Surface(backend -> backend, front -> front.limits(limits))) {
            String game = surface.register();
            CountDownLatch go = new CountDownLatch(1);
            surface.game(game).turnReply = reply -> {
                await(go);
                return reply;
            };
            try (Wire wire = surface.wire()) {
                wire.send(Ask.post(Surface.API + "/runtimes/" + game + "/force-next-turn")
                        .bytes());
                try (Wire idle = surface.wire()) {
                    assertThat(idle.read()).isEqualTo(-1);
                }
                go.countDown();
                wire.reply().is(200);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void dripFor(Surface surface, Wire drops) {
        try (Wire clock = surface.wire()) {
            clock.send("GET");
            drops.send("X-Drop: 1\r\n");
            clock.reply().refused(408, "invalid_request");
        }
    }

    private static void waitForAnotherToBeCut(Surface surface) {
        try (Wire clock = surface.wire()) {
            clock.reply().refused(408, "invalid_request");
        }
    }

    private static Surface surface(Duration head, Duration body, Duration per16KiB) {
        Limits limits = new Limits(head, body, per16KiB, LONG, LONG, Duration.ofMillis(10), Duration.ofSeconds(5));
        return new Surface(backend -> backend, front -> front.limits(limits));
    }

    private static String head(int length) {
        return "POST " + STOP + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n";
    }
}
