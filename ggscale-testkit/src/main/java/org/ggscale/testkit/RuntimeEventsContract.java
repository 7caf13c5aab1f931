package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.ggscale.testkit.Fixtures.OTHER_TENANT;
import static org.ggscale.testkit.Fixtures.TENANT;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.gameFinished;
import static org.ggscale.testkit.Fixtures.notification;
import static org.ggscale.testkit.Fixtures.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Stored;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** What every {@link RuntimeEvents} keeps. */
public interface RuntimeEventsContract extends EventCursorsContract, EventRetentionContract {
    @Test
    default void every_kind_of_event_comes_back_as_it_was_stored() {
        RuntimeRecord record = Given.inProgress(storage());
        GameKey key = record.key();

        Given.event(storage(), record, snapshot(key, 1), gameFinished(key, 2), notification(key, 3));

        assertThat(reader(key).await(2))
                .extracting(Stored::tenant, Stored::event)
                .containsExactly(tuple(TENANT, snapshot(key, 1)), tuple(TENANT, gameFinished(key, 2)));
        assertThat(EventReader.of(events(), key, Channel.NOTIFICATIONS).awaitEvents(1))
                .containsExactly(notification(key, 3));
    }

    @Test
    default void every_status_and_health_is_kept() {
        RuntimeRecord record = Given.inProgress(storage());
        RuntimeEvent[] snapshots = Arrays.stream(RuntimeStatus.values())
                .flatMap(status -> Arrays.stream(EngineHealth.values())
                        .map(health -> new RuntimeEvent.SnapshotUpdate(
                                record.key().gameId(), 0, status, health, List.of(), Fixtures.EVENT_TIME)))
                .toArray(RuntimeEvent[]::new);

        Given.event(storage(), record, snapshots);

        assertThat(reader(record.key()).awaitEvents(snapshots.length)).containsExactly(snapshots);
    }

    @Test
    default void a_notification_without_recipients_and_payload_is_kept() {
        RuntimeRecord record = Given.inProgress(storage());
        RuntimeEvent event = new RuntimeEvent.Notification(record.key().gameId(), "k", "i", List.of(), Map.of());

        Given.event(storage(), record, event);

        assertThat(EventReader.of(events(), record.key(), Channel.NOTIFICATIONS).awaitEvents(1))
                .containsExactly(event);
    }

    @Test
    default void events_of_a_game_come_in_the_order_of_their_commits() {
        RuntimeRecord record = Given.inProgress(storage());
        GameKey key = record.key();

        RuntimeRecord second = Given.event(storage(), record, snapshot(key, 5), snapshot(key, 4));
        RuntimeRecord third = Given.event(storage(), second, snapshot(key, 9));
        Given.event(storage(), third, snapshot(key, 1));

        assertThat(reader(key).awaitEvents(4))
                .containsExactly(snapshot(key, 5), snapshot(key, 4), snapshot(key, 9), snapshot(key, 1));
    }

    @Test
    default void a_reader_gets_the_events_of_its_channel_alone() {
        RuntimeRecord record = Given.inProgress(storage());
        GameKey key = record.key();

        Given.event(storage(), record, notification(key, 1), snapshot(key, 2), notification(key, 3));

        assertThat(EventReader.of(events(), TENANT).awaitEvents(1)).containsExactly(snapshot(key, 2));
        assertThat(EventReader.of(events(), key, Channel.NOTIFICATIONS).awaitEvents(2))
                .containsExactly(notification(key, 1), notification(key, 3));
    }

    @Test
    default void a_reader_of_one_game_gets_that_games_events_alone() {
        RuntimeRecord one = Given.inProgress(storage());
        RuntimeRecord two = Given.inProgress(storage());
        Given.event(storage(), one, snapshot(one.key(), 1));
        Given.event(storage(), two, snapshot(two.key(), 2));

        assertThat(EventReader.of(events(), TENANT).awaitEvents(2))
                .containsExactly(snapshot(one.key(), 1), snapshot(two.key(), 2));
        assertThat(reader(one.key()).awaitEvents(1)).containsExactly(snapshot(one.key(), 1));
        assertThat(reader(two.key()).awaitEvents(1)).containsExactly(snapshot(two.key(), 2));
    }

    @Test
    default void a_reader_gets_the_events_of_its_tenant_alone() {
        RuntimeRecord here = Given.inProgress(storage());
        RuntimeRecord there = Given.stored(storage(), Records.due(elsewhere(here.key())));
        Given.event(storage(), here, snapshot(here.key(), 1));
        Given.event(storage(), there, snapshot(there.key(), 2));

        assertThat(EventReader.of(events(), OTHER_TENANT).awaitEvents(1)).containsExactly(snapshot(there.key(), 2));
        assertThat(EventReader.of(events(), TENANT).awaitEvents(1)).containsExactly(snapshot(here.key(), 1));
        assertThat(reader(there.key()).awaitEvents(1)).containsExactly(snapshot(there.key(), 2));
    }

    @Test
    default void a_reading_has_no_more_than_its_limit() {
        RuntimeRecord record = Given.inProgress(storage());
        GameKey key = record.key();
        Given.event(storage(), record, snapshot(key, 1), snapshot(key, 2), snapshot(key, 3));
        assertThat(reader(key).await(3)).hasSize(3);

        EventReader reader =
                EventReader.of(events(), new Query(TENANT, Channel.LOBBY, Optional.empty(), Optional.empty(), 2));

        assertThat(reader.next()).extracting(Stored::event).containsExactly(snapshot(key, 1), snapshot(key, 2));
        assertThat(reader.next()).extracting(Stored::event).containsExactly(snapshot(key, 3));
    }

    @Test
    default void a_text_that_never_was_a_cursor_is_refused() {
        for (String text : List.of("", "no cursor", "-1", "1 ", "١", "0'--")) {
            Query query = new Query(TENANT, Channel.LOBBY, Optional.empty(), Optional.of(text), 10);

            assertThatThrownBy(() -> events().read(query)).isInstanceOf(InvalidCursorException.class);
        }
    }

    @Test
    default void a_reader_beside_many_writers_loses_nothing_and_keeps_each_games_order() {
        List<RuntimeRecord> games = Stream.generate(() -> Given.inProgress(storage()))
                .limit(Crowd.SIZE)
                .toList();
        EventReader reader = EventReader.of(events(), TENANT);

        List<List<RuntimeEvent>> all = Crowd.of(
                number -> number == 0 ? reader.awaitEvents(25 * (Crowd.SIZE - 1)) : write(games.get(number), 25));
        List<RuntimeEvent> read = all.get(0);
        List<List<RuntimeEvent>> written = all.subList(1, all.size());

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        written.stream().flatMap(List::stream).toList());
        assertThat(written).allSatisfy(ofOneGame -> assertThat(read).containsSubsequence(ofOneGame));
    }

    @Test
    default void what_can_be_read_does_not_lag() {
        RuntimeRecord record = Given.inProgress(storage());
        Given.event(storage(), record, snapshot(record.key(), 1));
        assertThat(reader(record.key()).await(1)).hasSize(1);

        assertThat(events().lag()).isZero();
    }

    private List<RuntimeEvent> write(RuntimeRecord game, int count) {
        List<RuntimeEvent> written = new ArrayList<>();
        RuntimeRecord current = game;
        for (int turn = 1; turn <= count; turn++) {
            RuntimeEvent event = snapshot(game.key(), turn);
            current = Given.event(storage(), current, event);
            written.add(event);
        }
        return written;
    }

    private RuntimeEvents events() {
        return storage().runtimeEvents();
    }

    private EventReader reader(GameKey key) {
        return EventReader.of(events(), key, Channel.LOBBY);
    }
}
