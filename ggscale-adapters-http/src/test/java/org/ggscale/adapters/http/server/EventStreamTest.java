package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is streamed, and from where on. */
@Timeout(60)
class EventStreamTest {
    private static final String EVENTS = Surface.API + "/events";

    private Surface surface;

    @BeforeEach
    void open() {
        surface = new Surface();
    }

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void a_games_life_is_told_in_order() {
        try (EventStream lobby = EventStream.open(surface, "");
                EventStream notifications = EventStream.open(surface, "?channel=notifications")) {
            String game = surface.register();
            force(game).is(200);
            surface.game(game).turnReply = reply -> new EngineReply.Refused(400, "no");
            force(game).is(422);
            surface.game(game).turnReply = reply -> reply;
            surface.game(game).lastTurn = 2;
            force(game).is(200);
            assertThat(lobby.take(4))
                    .extracting(frame -> frame.event() + " " + data(frame, "current_turn")
                            + data(frame, "final_turn_number") + " " + data(frame, "runtime_status"))
                    .containsExactly(
                            "runtime_snapshot_update 0 running",
                            "runtime_snapshot_update 1 running",
                            "runtime_snapshot_update 1 generation_failed",
                            "game_finished 2 finished");
            assertThat(notifications.take(3))
                    .extracting(frame -> data(frame, "kind"))
                    .containsExactly("game.turn.ready", "game.generation_failed", "game.finished");
        }
    }

    @Test
    void a_stop_is_told_and_says_nothing_of_the_players() {
        String game = surface.register();
        try (EventStream lobby = EventStream.open(surface, "")) {
            surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/stop").json("{\"reason\": \"enough\"}"))
                    .is(200);
            EventStream.Frame frame = lobby.next();
            assertThat(data(frame, "runtime_status")).isEqualTo("stopped");
            assertThat(EventContract.json(frame.data()).path("player_turn_stats"))
                    .isEmpty();
        }
    }

    @Test
    void every_kind_of_event_of_the_document_is_streamed_as_it_says() {
        String game = surface.register();
        GameId id = GameId.parse(game);
        try (EventStream lobby = EventStream.open(surface, "");
                EventStream notifications = EventStream.open(surface, "?channel=notifications")) {
            surface.happen(game, Fixtures.snapshot(Fixtures.newKey(), 3), Fixtures.gameFinished(Fixtures.newKey(), 4));
            EventSamples.notifications(id).forEach(notification -> surface.happen(game, notification));
            Set<String> seen = new TreeSet<>();
            lobby.take(2).forEach(frame -> seen.add(frame.event()));
            notifications.take(EventSamples.notifications(id).size()).forEach(frame -> seen.add(data(frame, "kind")));
            assertThat(seen).isEqualTo(EventContract.kinds());
        }
    }

    @Test
    void every_status_and_health_has_its_name() {
        String game = surface.register();
        RuntimeEvent[] snapshots = Arrays.stream(RuntimeStatus.values())
                .flatMap(status -> Arrays.stream(EngineHealth.values())
                        .map(health -> new RuntimeEvent.SnapshotUpdate(
                                GameId.parse(game), 1, status, health, List.of(), Instant.EPOCH)))
                .toArray(RuntimeEvent[]::new);
        try (EventStream lobby = EventStream.open(surface, "")) {
            surface.happen(game, snapshots);
            assertThat(lobby.take(snapshots.length))
                    .extracting(frame -> data(frame, "runtime_status") + " " + data(frame, "engine_health_summary"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void an_event_is_one_line_whatever_is_in_it() {
        String game = surface.register();
        try (EventStream stream = EventStream.open(surface, "?channel=notifications")) {
            surface.happen(
                    game, EventSamples.failed(GameId.parse(game), "a\nb\r\n\ndata: c\u2028\u2029\u0085\uD83D\uDE80\""));
            assertThat(EventContract.json(stream.next().data())
                            .at("/payload/message")
                            .asText())
                    .isEqualTo("a\nb\r\n\ndata: c\u2028\u2029\u0085\uD83D\uDE80\"");
        }
    }

    @Test
    void a_stream_begins_now_unless_told_otherwise() {
        surface.register();
        try (EventStream stream = EventStream.open(surface, "")) {
            String later = surface.register();
            assertThat(data(stream.next(), "game_id")).isEqualTo(later);
        }
    }

    @Test
    void earliest_is_the_oldest_event_that_is_kept() {
        List<String> games = List.of(surface.register(), surface.register(), surface.register());
        try (EventStream stream = EventStream.open(surface, "?cursor=earliest")) {
            assertThat(stream.take(3))
                    .extracting(frame -> data(frame, "game_id"))
                    .isEqualTo(games);
        }
        surface.ggscale.storage().runtimeEvents().forgetBefore(Instant.now().plusSeconds(60), 1_000);
        try (EventStream stream = EventStream.open(surface, "?cursor=earliest")) {
            String later = surface.register();
            assertThat(data(stream.next(), "game_id")).isEqualTo(later);
        }
    }

    @Test
    void a_reader_resumes_after_any_event_it_had_by_header_or_query() {
        for (int i = 0; i < 4; i++) {
            surface.register();
        }
        List<EventStream.Frame> all = history(4);
        for (int had = 1; had < all.size(); had++) {
            String id = all.get(had - 1).id();
            List<EventStream.Frame> rest = all.subList(had, all.size());
            try (EventStream byHeader = EventStream.open(surface, "", "Last-Event-ID", id);
                    EventStream byQuery = EventStream.open(surface, "?cursor=" + id)) {
                assertThat(byHeader.take(rest.size())).isEqualTo(rest);
                assertThat(byQuery.take(rest.size())).isEqualTo(rest);
            }
        }
    }

    @Test
    void a_reader_that_had_everything_goes_on_with_what_comes() {
        surface.register();
        try (EventStream stream =
                EventStream.open(surface, "?cursor=" + history(1).get(0).id())) {
            String later = surface.register();
            assertThat(data(stream.next(), "game_id")).isEqualTo(later);
        }
    }

    @Test
    void the_header_wins_over_the_query() {
        surface.register();
        surface.register();
        List<EventStream.Frame> all = history(2);
        try (EventStream stream = EventStream.open(
                surface, "?cursor=earliest", "Last-Event-ID", all.get(0).id())) {
            assertThat(stream.next()).isEqualTo(all.get(1));
        }
    }

    @Test
    void a_history_of_many_pages_comes_whole_and_in_order() {
        String game = surface.register();
        int count = 5 * EventTailer.PAGE;
        for (int turn = 1; turn < count; turn++) {
            surface.happen(game, snapshot(game, turn));
        }
        List<EventStream.Frame> all = history(count);
        assertThat(all)
                .extracting(frame -> Integer.parseInt(data(frame, "current_turn")))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(all).extracting(EventStream.Frame::id).doesNotHaveDuplicates();
    }

    @Test
    void a_reader_of_one_game_sees_that_game_alone() {
        String other = surface.register();
        String game = surface.register();
        for (String query : List.of("?game_id=" + game, "?cursor=earliest&game_id=" + game.toUpperCase())) {
            try (EventStream stream = EventStream.open(surface, query)) {
                surface.happen(other, snapshot(other, 7));
                surface.happen(game, snapshot(game, 7));
                assertThat(data(stream.next(), "game_id")).isEqualTo(game);
            }
        }
    }

    @Test
    void a_game_can_be_read_before_it_is_registered() {
        surface.version("1.0.0");
        String game = UUID.randomUUID().toString();
        try (EventStream stream = EventStream.open(surface, "?game_id=" + game)) {
            surface.register();
            surface.ask(Surface.registration(game)).is(201);
            assertThat(data(stream.next(), "game_id")).isEqualTo(game);
        }
    }

    @Test
    void a_channel_carries_its_own_events_alone() {
        String game = surface.register();
        try (EventStream byDefault = EventStream.open(surface, "");
                EventStream lobby = EventStream.open(surface, "?channel=lobby");
                EventStream notifications = EventStream.open(surface, "?channel=notifications")) {
            force(game).is(200);
            force(game).is(200);
            assertThat(byDefault.take(2)).extracting(EventStream.Frame::event).containsOnly("runtime_snapshot_update");
            assertThat(lobby.take(2)).extracting(EventStream.Frame::event).containsOnly("runtime_snapshot_update");
            assertThat(notifications.take(2))
                    .extracting(EventStream.Frame::event)
                    .containsOnly("notification");
        }
    }

    @Test
    void a_cursor_whose_followers_are_forgotten_is_expired() {
        surface.register();
        surface.register();
        String id = history(2).get(0).id();
        surface.ggscale.storage().runtimeEvents().forgetBefore(Instant.now().plusSeconds(60), 1_000);
        surface.ask(Ask.get(EVENTS + "?cursor=" + id)).refused(410, "cursor_expired");
        surface.ask(Ask.get(EVENTS).header("Last-Event-ID", id)).refused(410, "cursor_expired");
        surface.ask(Ask.get(EVENTS + "?cursor=earliest").header("Last-Event-ID", id))
                .refused(410, "cursor_expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=",
                "cursor",
                "cursor=x",
                "cursor=-1",
                "cursor=1.5",
                "cursor=+1",
                "cursor=Earliest",
                "cursor=earliest%20",
                "cursor=1&cursor=1",
                "cursor=99999999999999999999999",
                "cursor=%d9%a1",
                "game_id=",
                "game_id=x",
                "game_id=00000000-0000-0000-0000-000000000000",
                "channel=",
                "channel=Lobby",
                "channel=gm:lobby_events",
                "channel=lobby&channel=lobby",
                "limit=1"
            })
    void what_is_no_place_in_the_stream_is_refused(String query) {
        surface.ask(Ask.get(EVENTS + "?" + query)).refused(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "earliest", "-1", "1 2", "1,2"})
    void a_last_event_id_that_never_was_one_is_refused(String id) {
        surface.ask(Ask.get(EVENTS).header("Last-Event-ID", id)).refused(400, "invalid_request");
        surface.ask(Ask.get(EVENTS + "?cursor=earliest").header("Last-Event-ID", id))
                .refused(400, "invalid_request");
    }

    @Test
    void there_is_one_last_event_id() {
        Ask twice = Ask.get(EVENTS).header("Last-Event-ID", "0").header("Last-Event-ID", "0");
        surface.ask(twice).refused(400, "invalid_request");
    }

    private List<EventStream.Frame> history(int count) {
        try (EventStream stream = EventStream.open(surface, "?cursor=earliest")) {
            return stream.take(count);
        }
    }

    private Reply force(String game) {
        return surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/force-next-turn"));
    }

    private static RuntimeEvent snapshot(String game, long turn) {
        return new RuntimeEvent.SnapshotUpdate(
                GameId.parse(game), turn, RuntimeStatus.RUNNING, EngineHealth.HEALTHY, List.of(), Instant.EPOCH);
    }

    private static String data(EventStream.Frame frame, String member) {
        JsonNode data = EventContract.json(frame.data());
        return data.path(member).asText();
    }
}
