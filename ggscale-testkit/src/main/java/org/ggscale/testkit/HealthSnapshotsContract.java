package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.HealthSnapshots;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** What every {@link HealthSnapshots} keeps, and which transitions leave one. */
public interface HealthSnapshotsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_change_of_the_health_leaves_one_snapshot_of_what_was_seen() {
        RuntimeRecord record = Given.inProgress(storage());
        String seen = "é \"3\" probes \\ failed 🎲";

        Given.replaced(storage(), change(record, EngineHealth.PROBE_FAILED, PAST.plusSeconds(7), seen));

        assertThat(list(record.key()))
                .containsExactly(new HealthSnapshot(
                        record.key(),
                        PAST.plusSeconds(7),
                        EngineHealth.PROBE_FAILED,
                        EngineHealth.HEALTHY,
                        seen,
                        record.status(),
                        record.currentTurn()));
    }

    @Test
    default void every_health_and_status_is_kept() {
        for (RuntimeStatus status : RuntimeStatus.values()) {
            RuntimeRecord record = Given.stored(
                    storage(),
                    Records.full(newKey()).copy().status(status).paused(false).build());
            List<HealthSnapshot> expected = new ArrayList<>();
            for (EngineHealth health : EngineHealth.values()) {
                Change change = change(record, health, PAST, "");
                change.healthSnapshot().ifPresent(snapshot -> expected.add(0, snapshot));
                record = Given.replaced(storage(), change);
            }
            assertThat(list(record.key())).isEqualTo(expected).hasSize(EngineHealth.values().length - 1);
        }
    }

    @Test
    default void a_transition_that_leaves_the_health_leaves_no_snapshot() {
        RuntimeRecord record = Given.inProgress(storage());

        Given.replaced(storage(), change(record, record.engine().health(), PAST, "nothing new"));

        assertThat(list(record.key())).isEmpty();
    }

    @Test
    default void a_lost_transition_leaves_no_snapshot() {
        RuntimeRecord record = Given.inProgress(storage());
        RuntimeRecord later = record.copy().epoch(record.epoch() + 1).build();

        assertThat(storage().runtimeRecords().replace(change(later, EngineHealth.OOM, PAST, "")))
                .isEqualTo(new Replacement.Lost(Optional.of(record)));

        assertThat(list(record.key())).isEmpty();
    }

    @Test
    default void the_last_stored_comes_first_whenever_it_was_observed() {
        RuntimeRecord record = Given.inProgress(storage());

        record = observed(record, EngineHealth.PROBE_FAILED, 9);
        record = observed(record, EngineHealth.HEALTHY, 5);
        record = observed(record, EngineHealth.EXITED, 7);

        assertThat(list(record.key()))
                .extracting(HealthSnapshot::health)
                .containsExactly(EngineHealth.EXITED, EngineHealth.HEALTHY, EngineHealth.PROBE_FAILED);
    }

    @Test
    default void pages_join_to_the_whole_list() {
        GameKey key = flapping(4);

        List<List<HealthSnapshot>> pages = Paging.pages(page -> snapshots().list(key, page), 2);

        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(list(key));
        assertThat(list(key)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    default void a_page_goes_on_where_the_one_before_ended_whatever_was_stored_since() {
        GameKey key = flapping(3);
        Page<HealthSnapshot> first = snapshots().list(key, Page.Request.first(2));
        HealthSnapshot oldest = list(key).get(2);

        observed(storage().runtimeRecords().find(key).orElseThrow(), EngineHealth.OOM, 9);

        Page.Request next = Paging.with(first.nextCursor().orElseThrow());
        assertThat(snapshots().list(key, next).items()).containsExactly(oldest);
    }

    @Test
    default void a_cursor_of_no_page_is_refused() {
        GameKey key = flapping(1);

        assertThatThrownBy(() -> snapshots().list(key, Paging.with("no cursor")))
                .isInstanceOf(InvalidCursorException.class);
    }

    @Test
    default void a_game_has_none_of_another_games_snapshots() {
        GameKey key = flapping(2);

        assertThat(list(newKey())).isEmpty();
        assertThat(list(elsewhere(key))).isEmpty();
        assertThat(list(key)).hasSize(2);
    }

    @Test
    default void a_tenants_game_has_snapshots_of_its_own() {
        GameKey here = flapping(1);
        RuntimeRecord there = Given.stored(storage(), Records.due(elsewhere(here)));

        observed(there, EngineHealth.OOM, 0);

        assertThat(list(there.key())).extracting(HealthSnapshot::key).containsExactly(there.key());
        assertThat(list(here)).extracting(HealthSnapshot::key).containsExactly(here);
    }

    @Test
    default void snapshots_are_forgotten_once_they_are_older_of_whatever_tenant() {
        GameKey here = flapping(3);
        GameKey there = observed(Given.stored(storage(), Records.due(elsewhere(newKey()))), EngineHealth.OOM, 0)
                .key();

        assertThat(forgetBefore(2, 100)).isEqualTo(3);

        assertThat(list(here)).extracting(HealthSnapshot::observedAt).containsExactly(PAST.plusSeconds(2));
        assertThat(list(there)).isEmpty();
    }

    @Test
    default void the_longest_ago_observed_are_forgotten_first_and_no_more_than_was_asked_for() {
        RuntimeRecord record = Given.inProgress(storage());
        record = observed(record, EngineHealth.PROBE_FAILED, 9);
        record = observed(record, EngineHealth.HEALTHY, 5);
        record = observed(record, EngineHealth.EXITED, 7);

        assertThat(forgetBefore(100, 2)).isEqualTo(2);

        assertThat(list(record.key())).extracting(HealthSnapshot::health).containsExactly(EngineHealth.PROBE_FAILED);
    }

    @Test
    default void whoever_forgets_learns_when_nothing_is_left() {
        flapping(3);

        assertThat(forgetBefore(100, 2)).isEqualTo(2);
        assertThat(forgetBefore(100, 2)).isEqualTo(1);
        assertThat(forgetBefore(100, 2)).isZero();
    }

    @Test
    default void several_hosts_forget_each_snapshot_once() {
        GameKey key = flapping(6);

        List<Integer> forgotten = Crowd.of(host -> forgetAllByOnes());

        int left = forgetAllByOnes();
        assertThat(forgotten.stream().mapToInt(Integer::intValue).sum() + left).isEqualTo(6);
        assertThat(list(key)).isEmpty();
    }

    private int forgetAllByOnes() {
        return (int) Stream.generate(() -> forgetBefore(100, 1))
                .limit(100)
                .takeWhile(count -> count == 1)
                .count();
    }

    private int forgetBefore(int seconds, int atMost) {
        return snapshots().forgetBefore(PAST.plusSeconds(seconds), atMost);
    }

    /** Stores a game whose engine fell ill and recovered, a second after each other. */
    private GameKey flapping(int changes) {
        RuntimeRecord record = Given.inProgress(storage());
        for (int i = 0; i < changes; i++) {
            record = observed(record, i % 2 == 0 ? EngineHealth.PROBE_FAILED : EngineHealth.HEALTHY, i);
        }
        return record.key();
    }

    private RuntimeRecord observed(RuntimeRecord record, EngineHealth health, int seconds) {
        return Given.replaced(storage(), change(record, health, PAST.plusSeconds(seconds), ""));
    }

    private static Change change(RuntimeRecord record, EngineHealth health, Instant at, String seen) {
        RuntimeRecord next = record.next(record.status(), at)
                .engine(record.engine().with(health))
                .build();
        return new Change(record, next, List.of(), Optional.empty(), seen);
    }

    private HealthSnapshots snapshots() {
        return storage().healthSnapshots();
    }

    private List<HealthSnapshot> list(GameKey key) {
        return snapshots().list(key, Page.Request.first(200)).items();
    }
}
