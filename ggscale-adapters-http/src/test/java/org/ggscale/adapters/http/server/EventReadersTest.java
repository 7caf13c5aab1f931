package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.ggscale.core.game.GameId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.testkit.Failpoints;
import org.ggscale.testkit.FaultyStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers of the event stream that are slow, many, silent or gone, and the listener that closes. */
@Timeout(60)
class EventReadersTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration AWHILE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final int SMALL_BUFFER = 4_096;

    private final List<Surface> surfaces = new ArrayList<>();

    @AfterEach
    void close() {
        surfaces.forEach(Surface::close);
    }

    @Test
    void a_comment_shows_that_a_silent_stream_lives() {
        Surface surface = surface(LONG, SOON);
        try (EventStream stream = EventStream.open(surface, "")) {
            assertThat(stream.block()).containsExactly(":");
            assertThat(stream.block()).containsExactly(":");
            String game = surface.register();
            assertThat(stream.next().data()).contains(game);
        }
    }

    @Test
    void a_stream_outlives_the_idle_time_of_connections_when_something_moves() {
        Surface surface = surface(Duration.ofSeconds(2), SOON);
        try (EventStream stream = EventStream.open(surface, "");
                Wire idle = surface.wire()) {
            assertThat(idle.read()).isEqualTo(-1);
            String game = surface.register();
            assertThat(stream.next().data()).contains(game);
        }
    }

    @Test
    void a_reader_that_lets_too_much_pile_up_is_cut_off_and_the_others_miss_nothing() {
        Surface surface = surface(LONG, LONG);
        String game = surface.register();
        try (EventStream slow = slow(surface, "");
                EventStream quick = EventStream.open(surface, "")) {
            for (int turn = 1; turn <= 150; turn++) {
                surface.happen(game, EventSamples.large(GameId.parse(game), turn));
                assertThat(turn(quick.next())).isEqualTo(turn);
            }
            await().atMost(AWHILE).until(surface.listener::openStreams, streams -> streams == 1);
            assertThat(slow.endsWell()).isFalse();
        }
    }

    @Test
    void a_reader_that_takes_nothing_is_cut_off() {
        Surface surface = surface(Duration.ofSeconds(2), SOON);
        String game = surface.register();
        for (int turn = 1; turn <= 300; turn++) {
            surface.happen(game, EventSamples.large(GameId.parse(game), turn));
        }
        try (EventStream slow = slow(surface, "?cursor=earliest")) {
            await().atMost(AWHILE).until(surface.listener::openStreams, streams -> streams == 1);
            await().atMost(AWHILE).until(surface.listener::openStreams, streams -> streams == 0);
            assertThat(slow.endsWell()).isFalse();
        }
    }

    @Test
    void a_reader_far_behind_gets_everything_at_its_own_pace() {
        Surface surface = surface(LONG, LONG);
        String game = surface.register();
        int count = 3 * EventTailer.PAGE - 2;
        for (int turn = 1; turn <= count; turn++) {
            surface.happen(game, EventSamples.large(GameId.parse(game), turn));
        }
        try (EventStream slow = slow(surface, "?cursor=earliest&game_id=" + game);
                EventStream quick = EventStream.open(surface, "")) {
            surface.register();
            assertThat(quick.next().data()).doesNotContain(game);
            assertThat(turn(slow.next())).isZero();
            for (int turn = 1; turn <= count; turn++) {
                assertThat(turn(slow.next())).isEqualTo(turn);
            }
            surface.happen(game, EventSamples.large(GameId.parse(game), 9_999));
            assertThat(turn(slow.next())).isEqualTo(9_999);
        }
    }

    @Test
    void a_reader_that_goes_away_leaves_nothing() {
        Failpoints calls = Failpoints.none();
        Surface surface = surface(LONG, SOON, calls);
        EventStream first = EventStream.open(surface, "");
        try (EventStream second = EventStream.open(surface, "")) {
            first.close();
            await().atMost(AWHILE).until(surface.listener::openStreams, streams -> streams == 1);
            assertThat(second.block()).containsExactly(":");
        }
        await().atMost(AWHILE).until(surface.listener::openStreams, streams -> streams == 0);
        await().atMost(AWHILE).until(() -> calls.passed() == settled(surface, calls));
        String game = surface.register();
        try (EventStream again = EventStream.open(surface, "?cursor=earliest")) {
            assertThat(again.next().data()).contains(game);
        }
    }

    @Test
    void many_readers_share_one_look() {
        Failpoints calls = Failpoints.none();
        Surface surface = surface(LONG, SOON, calls);
        String game = surface.register();
        List<EventStream> streams =
                Stream.generate(() -> EventStream.open(surface, "")).limit(100).toList();
        EventStream comments = streams.get(0);
        comments.block();
        int before = calls.passed();
        for (int looks = 0; looks < 10; looks++) {
            assertThat(comments.block()).containsExactly(":");
        }
        // Two points a look, and no more looks than a few for each comment on a busy machine.
        assertThat(calls.passed() - before).isLessThan(1_000);
        surface.happen(game, EventSamples.large(GameId.parse(game), 5));
        assertThat(streams).allSatisfy(stream -> assertThat(turn(stream.next())).isEqualTo(5));
        streams.forEach(EventStream::close);
    }

    @Test
    void a_listener_that_closes_ends_its_streams_well() {
        Surface surface = surface(LONG, LONG);
        String game = surface.register();
        try (EventStream caughtUp = EventStream.open(surface, "?cursor=earliest");
                EventStream notifications = EventStream.open(surface, "?channel=notifications")) {
            assertThat(caughtUp.next().data()).contains(game);
            surface.listener.close();
            assertThat(caughtUp.endsWell()).isTrue();
            assertThat(notifications.endsWell()).isTrue();
        }
    }

    @Test
    void a_listener_that_closes_does_not_wait_for_a_reader_that_takes_nothing() {
        Surface surface = surface(LONG, SOON);
        String game = surface.register();
        for (int turn = 1; turn <= 100; turn++) {
            surface.happen(game, EventSamples.large(GameId.parse(game), turn));
        }
        try (EventStream slow = slow(surface, "?cursor=earliest")) {
            surface.listener.close();
            assertThat(slow.endsWell()).isFalse();
        }
    }

    @Test
    void streams_that_move_while_the_listener_closes_hold_nothing_up() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            Surface surface = surface(LONG, Duration.ZERO);
            String game = surface.register();
            CountDownLatch moving = new CountDownLatch(12);
            for (int i = 0; i < 6; i++) {
                EventStream stream = EventStream.open(surface, "?cursor=earliest");
                Thread.ofVirtual().start(() -> {
                    stream.block();
                    moving.countDown();
                    stream.block();
                    moving.countDown();
                    stream.endsWell();
                    stream.close();
                });
            }
            surface.happen(game, EventSamples.large(GameId.parse(game), 1));
            moving.await();
            surface.listener.close();
            assertThat(surface.listener.openStreams()).isLessThanOrEqualTo(6);
        }
    }

    /** Returns how often the store was called once another request has gone through. */
    private static int settled(Surface surface, Failpoints calls) {
        int before = calls.passed();
        surface.exchange(Ask.get("/healthz")).is(200);
        return before;
    }

    private static EventStream slow(Surface surface, String query) {
        return EventStream.open(new Wire(surface.listener.address(), SMALL_BUFFER), query);
    }

    private static int turn(EventStream.Frame frame) {
        return EventContract.json(frame.data()).path("current_turn").asInt();
    }

    private Surface surface(Duration idle, Duration comment) {
        return surface(idle, comment, Failpoints.none());
    }

    private Surface surface(Duration idle, Duration comment, Failpoints failpoints) {
        Limits limits = new Limits(LONG, LONG, LONG, idle, comment, SOON, LONG);
        Surface surface = new Surface(
                backend -> backend.storage(new FaultyStorage(new InMemoryStorage(InstantSource.system()), failpoints)),
                front -> front.limits(limits));
        surfaces.add(surface);
        return surface;
    }
}
