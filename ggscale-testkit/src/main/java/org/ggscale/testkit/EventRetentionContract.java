package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.FUTURE;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.TENANT;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Reading;
import org.ggscale.core.runtime.RuntimeEvents.Stored;
import org.junit.jupiter.api.Test;

/** Old events are forgotten a batch at a time, and whoever has missed one is told. */
public interface EventRetentionContract {
    /** Returns the stores under test: empty before each test, the same object throughout it; its clock has to move. */
    Storage storage();

    @Test
    default void forgotten_events_are_not_read_again() {
        threeEvents();
        events().forgetBefore(Given.later(storage()), 100);
        List<Stored> kept = threeEvents();

        assertThat(EventReader.of(events(), TENANT).await(3)).isEqualTo(kept);
    }

    @Test
    default void events_are_kept_until_their_time() {
        List<Stored> all = threeEvents();

        assertThat(events().forgetBefore(PAST, 100)).isZero();

        assertThat(EventReader.of(events(), TENANT).await(3)).isEqualTo(all);
    }

    @Test
    default void the_oldest_are_forgotten_first_and_no_more_than_was_asked_for() {
        List<Stored> all = threeEvents();

        assertThat(events().forgetBefore(FUTURE, 2)).isEqualTo(2);

        assertThat(EventReader.of(events(), TENANT).await(1)).containsExactly(all.get(2));
    }

    @Test
    default void whoever_forgets_learns_when_nothing_is_left() {
        threeEvents();

        assertThat(events().forgetBefore(FUTURE, 2)).isEqualTo(2);
        assertThat(events().forgetBefore(FUTURE, 2)).isEqualTo(1);
        assertThat(events().forgetBefore(FUTURE, 2)).isZero();
    }

    @Test
    default void several_hosts_forget_each_event_once() {
        threeEvents();
        threeEvents();

        List<Integer> forgotten = Crowd.of(host -> forgetAllByOnes());

        int left = forgetAllByOnes();
        assertThat(forgotten.stream().mapToInt(Integer::intValue).sum() + left).isEqualTo(6);
        assertThat(EventReader.of(events(), TENANT).next()).isEmpty();
    }

    @Test
    default void a_cursor_before_forgotten_events_is_expired() {
        String beforeAll = events().latest();
        List<Stored> all = threeEvents();

        events().forgetBefore(FUTURE, 100);

        assertThat(read(beforeAll)).isEqualTo(new Reading.Expired());
        assertThat(read(all.get(1).cursor())).isEqualTo(new Reading.Expired());
    }

    @Test
    default void a_cursor_expires_with_the_batch_that_takes_the_event_behind_it() {
        List<Stored> all = threeEvents();

        events().forgetBefore(FUTURE, 2);

        assertThat(read(all.get(0).cursor())).isEqualTo(new Reading.Expired());
        assertThat(((Reading.Events) read(all.get(1).cursor())).events()).containsExactly(all.get(2));
    }

    @Test
    default void a_cursor_behind_which_nothing_was_forgotten_stays_good() {
        List<Stored> old = threeEvents();
        events().forgetBefore(Given.later(storage()), 100);
        List<Stored> kept = threeEvents();

        assertThat(EventReader.of(events(), after(old.get(2).cursor())).await(3))
                .isEqualTo(kept);
    }

    @Test
    default void a_cursor_after_the_last_event_stays_good_when_all_are_forgotten() {
        List<Stored> all = threeEvents();
        EventReader reader = EventReader.of(events(), after(all.get(2).cursor()));

        events().forgetBefore(FUTURE, 100);

        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
        List<Stored> more = threeEvents();
        assertThat(reader.await(3)).isEqualTo(more);
    }

    @Test
    default void a_cursor_of_a_game_whose_events_are_all_forgotten_is_expired() {
        String beforeAll = events().latest();
        GameId game = threeEvents().get(0).event().gameId();

        events().forgetBefore(FUTURE, 1);

        assertThat(events().read(new Query(TENANT, Channel.LOBBY, Optional.of(game), Optional.of(beforeAll), 100)))
                .isEqualTo(new Reading.Expired());
    }

    @Test
    default void a_fresh_cursor_is_good_while_there_is_nothing_to_read_or_forget() {
        String first = events().latest();
        assertThat(events().forgetBefore(FUTURE, 100)).isZero();
        assertThat(read(first)).isInstanceOf(Reading.Events.class);

        threeEvents();
        events().forgetBefore(FUTURE, 100);
        String fresh = events().latest();
        assertThat(read(fresh)).isInstanceOf(Reading.Events.class);

        List<Stored> more = threeEvents();
        assertThat(EventReader.of(events(), after(fresh)).await(3)).isEqualTo(more);
    }

    private int forgetAllByOnes() {
        int count = 0;
        while (count < 100 && events().forgetBefore(FUTURE, 1) == 1) {
            count++;
        }
        return count;
    }

    private RuntimeEvents events() {
        return storage().runtimeEvents();
    }

    private List<Stored> threeEvents() {
        return Given.threeEvents(storage());
    }

    private Reading read(String after) {
        return events().read(after(after));
    }

    private static Query after(String cursor) {
        return new Query(TENANT, Channel.LOBBY, Optional.empty(), Optional.of(cursor), 100);
    }
}
