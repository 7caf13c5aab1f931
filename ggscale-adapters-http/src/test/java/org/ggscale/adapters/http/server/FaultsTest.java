package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.game.GameId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.testkit.FaultyStorage;
import org.ggscale.testkit.ManualClock;
import org.ggscale.testkit.ManualTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every call to the store that an operation makes fails once, before it happens or with its answer lost. */
@Timeout(60)
class FaultsTest {
    private static final String API = Surface.API;

    private final Faults faults = new Faults();
    private final ManualClock clock = ManualClock.at("2030-01-01T00:00:00Z");
    private final ManualTicker ticker = new ManualTicker();
    private final Surface surface = new Surface(
            backend -> backend.storage(new FaultyStorage(new InMemoryStorage(clock), faults.points))
                    .clock(clock)
                    .nanoTime(clock::nanoTime)
                    .ticker(ticker),
            front -> front);

    @AfterEach
    void close() {
        faults.heal();
        surface.close();
    }

    @Test
    void a_registration_that_is_asked_for_again_succeeds_once() throws InterruptedException {
        surface.version("1.0.0");
        for (int n = 1; ; n++) {
            String game = UUID.randomUUID().toString();
            boolean hit = failing(n, Surface.registration(game), 201);
            recover();
            assertThat(surface.ask(Surface.registration(game)).status()).isIn(201, 409);
            assertThat(runtime(game, "status")).isEqualTo("running");
            force(game).is(200);
            if (!hit) {
                assertThat(n).isGreaterThan(10);
                return;
            }
        }
    }

    @Test
    void a_turn_is_played_once_however_often_it_is_asked_for() throws InterruptedException {
        for (int n = 1; ; n++) {
            String game = surface.register();
            boolean hit = failing(n, Ask.post(API + "/runtimes/" + game + "/force-next-turn"), 200);
            recover();
            long turn = Long.parseLong(runtime(game, "current_turn"));
            assertThat(turn).isLessThanOrEqualTo(1);
            assertThat(surface.game(game).turns()).isEqualTo(turn);
            force(game).is(200);
            assertThat(runtime(game, "current_turn")).isEqualTo(Long.toString(turn + 1));
            assertThat(surface.game(game).turns()).isEqualTo(turn + 1);
            if (!hit) {
                assertThat(n).isGreaterThan(6);
                return;
            }
        }
    }

    @Test
    void a_stop_that_is_asked_for_again_is_done_and_logged_once() {
        for (int n = 1; ; n++) {
            String game = surface.register();
            Ask stop = Ask.post(API + "/runtimes/" + game + "/stop").json("{\"reason\": \"enough\"}");
            boolean hit = failing(n, stop, 200);
            surface.ask(stop).is(200);
            assertThat(runtime(game, "status")).isEqualTo("stopped");
            assertThat(surface.ask(Ask.get(API + "/runtimes/" + game + "/operations"))
                            .json()
                            .path("items"))
                    .hasSize(2);
            if (!hit) {
                assertThat(n).isGreaterThan(4);
                return;
            }
        }
    }

    @Test
    void a_version_that_is_added_again_is_there_once() {
        for (int n = 1; ; n++) {
            String version = "3.0." + n;
            boolean hit = failing(n, Surface.version(version, "in-process:stub"), 201);
            assertThat(surface.ask(Surface.version(version, "in-process:stub")).status())
                    .isIn(201, 409);
            surface.ask(Ask.get(API + "/engine-versions/" + version)).is(200);
            if (!hit) {
                assertThat(n).isGreaterThan(2);
                return;
            }
        }
    }

    @Test
    void a_stream_outlives_a_store_that_does_not_answer_for_a_while() {
        String game = surface.register();
        try (EventStream stream = EventStream.open(surface, "")) {
            AtomicInteger failed = new AtomicInteger();
            faults.fail(
                    point -> point.contains("RuntimeEvents.read, before") && failed.incrementAndGet() > 0,
                    Faults::unavailable);
            surface.happen(game, EventSamples.large(GameId.parse(game), 7));
            await().untilAtomic(failed, greaterThan(2));
            faults.heal();
            assertThat(stream.next().data()).contains("\"current_turn\":7");
        }
    }

    @Test
    void a_stream_that_cannot_go_on_ends_and_is_resumed() {
        String game = surface.register();
        try (EventStream stream = EventStream.open(surface, "?cursor=earliest")) {
            String id = stream.next().id();
            faults.fail(point -> point.contains("RuntimeEvents.read, before"), IllegalStateException::new);
            assertThat(stream.endsWell()).isTrue();
            faults.heal();
            surface.happen(game, EventSamples.large(GameId.parse(game), 7));
            try (EventStream again = EventStream.open(surface, "", "Last-Event-ID", id)) {
                assertThat(again.next().data()).contains("\"current_turn\":7");
            }
        }
    }

    /** Fails the n-th point of a request; returns whether it has so many. */
    private boolean failing(int n, Ask ask, int success) {
        AtomicInteger passed = new AtomicInteger();
        faults.fail(point -> !point.contains("Hosts.") && passed.incrementAndGet() == n, Faults::unavailable);
        Reply reply = surface.ask(ask);
        faults.heal();
        if (reply.status() != success && reply.status() != 202) {
            reply.refused(503, "service_unavailable");
            assertThat(reply.header("retry-after")).contains("1");
        }
        return passed.get() >= n;
    }

    /** Lets time pass until what was dropped counts as abandoned, and is taken up. */
    private void recover() throws InterruptedException {
        assertThat(surface.ggscale.turns().awaitIdle(Duration.ofSeconds(20))).isTrue();
        clock.advance(Duration.ofMinutes(2));
        ticker.tick();
        assertThat(surface.ggscale.turns().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    private Reply force(String game) {
        return surface.ask(Ask.post(API + "/runtimes/" + game + "/force-next-turn"));
    }

    private String runtime(String game, String member) {
        return surface.ask(Ask.get(API + "/runtimes/" + game))
                .is(200)
                .json()
                .path(member)
                .asText();
    }
}
