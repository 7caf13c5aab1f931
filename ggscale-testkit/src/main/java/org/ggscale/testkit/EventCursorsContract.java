package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.FUTURE;
import static org.ggscale.testkit.Fixtures.OTHER_TENANT;
import static org.ggscale.testkit.Fixtures.TENANT;
import static org.ggscale.testkit.Fixtures.snapshot;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Reading;
import org.ggscale.core.runtime.RuntimeEvents.Stored;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.Test;

/** Whoever continues after the last event it saw loses none, and learns when it cannot. */
public interface EventCursorsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it; its clock has to move. */
    Storage storage();

    @Test
    default void a_reader_continues_after_any_event_it_saw() {
        List<Stored> all = threeEvents();

        for (int i = 0; i < all.size(); i++) {
            assertThat(EventReader.of(events(), after(TENANT, all.get(i).cursor()))
                            .next())
                    .containsExactlyElementsOf(all.subList(i + 1, all.size()));
        }
    }

    @Test
    default void the_order_and_the_cursors_are_the_same_for_every_reader() {
        List<Stored> all = threeEvents();
        GameKey first = new GameKey(TENANT, all.get(0).event().gameId());

        assertThat(EventReader.of(events(), TENANT).await(3)).isEqualTo(all);
        assertThat(EventReader.of(events(), first, Channel.LOBBY).await(1)).containsExactly(all.get(0));
    }

    @Test
    default void a_reading_tells_where_the_next_one_continues() {
        threeEvents();
        EventReader reader = EventReader.of(events(), TENANT);
        reader.await(3);
        assertThat(reader.next()).isEmpty();

        RuntimeRecord record = Given.inProgress(storage());
        Given.event(storage(), record, snapshot(record.key(), 4));

        assertThat(reader.awaitEvents(1)).containsExactly(snapshot(record.key(), 4));
    }

    @Test
    default void the_latest_cursor_is_after_all_that_can_be_read() {
        threeEvents();
        EventReader reader = EventReader.of(events(), after(TENANT, events().latest()));
        assertThat(reader.next()).isEmpty();

        RuntimeRecord record = Given.inProgress(storage());
        Given.event(storage(), record, snapshot(record.key(), 4));

        assertThat(reader.awaitEvents(1)).containsExactly(snapshot(record.key(), 4));
    }

    @Test
    default void a_reader_may_wait_for_the_very_first_event() {
        EventReader reader = EventReader.of(events(), after(TENANT, events().latest()));
        EventReader fromTheOldest = EventReader.of(events(), TENANT);
        assertThat(fromTheOldest.next()).isEmpty();

        List<Stored> all = threeEvents();

        assertThat(reader.await(3)).isEqualTo(all);
        assertThat(fromTheOldest.await(3)).isEqualTo(all);
    }

    @Test
    default void a_reading_moves_past_events_that_do_not_match() {
        threeEvents();
        EventReader stranger = EventReader.of(events(), OTHER_TENANT);
        assertThat(stranger.next()).isEmpty();

        events().forgetBefore(FUTURE, 100);

        assertThat(events().read(after(OTHER_TENANT, stranger.cursor()))).isInstanceOf(Reading.Events.class);
    }

    private RuntimeEvents events() {
        return storage().runtimeEvents();
    }

    private List<Stored> threeEvents() {
        return Given.threeEvents(storage());
    }

    private static Query after(TenantId tenant, String cursor) {
        return new Query(tenant, Channel.LOBBY, Optional.empty(), Optional.of(cursor), 100);
    }
}
