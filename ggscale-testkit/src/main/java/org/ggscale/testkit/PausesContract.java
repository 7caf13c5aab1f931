package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Pausing;
import org.ggscale.core.runtime.RuntimeRecords.Pausing.Changed;
import org.ggscale.core.runtime.RuntimeRecords.Pausing.Unchanged;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** The flag {@code paused} stands beside the status: it is set and cleared by itself, and nothing else touches it. */
public interface PausesContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_pause_sets_the_flag_and_a_resume_clears_it() {
        GameKey key = Given.stored(storage(), Records.due(newKey())).key();

        RuntimeRecord paused = changed(key, true);
        assertThat(paused.paused()).isTrue();
        assertThat(find(key)).isEqualTo(paused);

        RuntimeRecord resumed = changed(key, false);
        assertThat(resumed.paused()).isFalse();
        assertThat(find(key)).isEqualTo(resumed);
    }

    @Test
    default void a_pause_writes_its_operation() {
        GameKey key = Given.stored(storage(), Records.due(newKey())).key();
        OperationEntry operation = Fixtures.operation(key);

        records().pause(key, true, operation);

        assertThat(operations(key)).containsExactly(operation);
    }

    @Test
    default void a_game_that_nobody_works_on_goes_one_epoch_later() {
        for (RuntimeStatus status :
                List.of(RuntimeStatus.RUNNING, RuntimeStatus.GENERATION_FAILED, RuntimeStatus.STOPPED)) {
            RuntimeRecord record = Given.stored(
                    storage(), Records.due(newKey()).copy().status(status).build());

            RuntimeRecord paused = changed(record.key(), true);

            assertThat(paused.updatedAt()).isAfter(record.updatedAt());
            assertThat(paused)
                    .isEqualTo(record.copy()
                            .paused(true)
                            .epoch(record.epoch() + 1)
                            .updatedAt(paused.updatedAt())
                            .build());

            RuntimeRecord resumed = changed(record.key(), false);

            assertThat(resumed)
                    .isEqualTo(record.copy()
                            .epoch(paused.epoch() + 1)
                            .updatedAt(resumed.updatedAt())
                            .build());
        }
    }

    @Test
    default void a_game_that_somebody_may_be_working_on_changes_in_nothing_else() {
        for (RuntimeStatus status : List.of(
                RuntimeStatus.STARTING, RuntimeStatus.GENERATION_IN_PROGRESS, RuntimeStatus.ENGINE_UNREACHABLE)) {
            RuntimeRecord record = Given.stored(
                    storage(),
                    Records.inProgress(newKey(), newOwner())
                            .copy()
                            .status(status)
                            .build());

            assertThat(changed(record.key(), true))
                    .isEqualTo(record.copy().paused(true).build());
            assertThat(changed(record.key(), false)).isEqualTo(record);
        }
    }

    @Test
    default void whoever_read_the_game_before_its_pause_claims_nothing() {
        RuntimeRecord before = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord paused = changed(before.key(), true);

        RuntimeRecord claimed =
                before.next(RuntimeStatus.GENERATION_IN_PROGRESS, PAST).build();

        assertThat(records().replace(Change.of(before, claimed))).isEqualTo(new Replacement.Lost(Optional.of(paused)));
    }

    @Test
    default void a_flag_that_is_like_that_already_changes_and_logs_nothing() {
        GameKey key = Given.stored(storage(), Records.due(newKey())).key();
        assertThat(pause(key, false)).isEqualTo(new Unchanged(Optional.of(find(key))));
        RuntimeRecord paused = changed(key, true);
        int logged = operations(key).size();

        assertThat(pause(key, true)).isEqualTo(new Unchanged(Optional.of(paused)));

        assertThat(find(key)).isEqualTo(paused);
        assertThat(operations(key)).hasSize(logged);
    }

    @Test
    default void a_finished_game_stays_as_it_is() {
        for (boolean paused : List.of(false, true)) {
            RuntimeRecord finished = Given.stored(
                    storage(),
                    Records.due(newKey())
                            .copy()
                            .status(RuntimeStatus.FINISHED)
                            .paused(paused)
                            .build());

            assertThat(pause(finished.key(), !paused)).isEqualTo(new Unchanged(Optional.of(finished)));

            assertThat(find(finished.key())).isEqualTo(finished);
            assertThat(operations(finished.key())).isEmpty();
        }
    }

    @Test
    default void an_unknown_game_is_not_paused() {
        GameKey unknown = newKey();

        assertThat(pause(unknown, true)).isEqualTo(new Unchanged(Optional.empty()));

        assertThat(operations(unknown)).isEmpty();
    }

    @Test
    default void a_pause_touches_the_game_of_its_tenant_alone() {
        RuntimeRecord here = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord there = Given.stored(storage(), Records.due(elsewhere(here.key())));

        changed(there.key(), true);

        assertThat(find(here.key())).isEqualTo(here);
        assertThat(find(there.key()).paused()).isTrue();
    }

    @Test
    default void a_transition_leaves_the_flag_as_it_is_stored() {
        RuntimeRecord before = Given.inProgress(storage());
        changed(before.key(), true);

        RuntimeRecord next =
                before.next(RuntimeStatus.RUNNING, PAST).owner(null).build();
        RuntimeRecord stored = next.copy().paused(true).build();

        assertThat(records().replace(Change.of(before, next))).isEqualTo(new Replacement.Replaced(stored));
        assertThat(find(before.key())).isEqualTo(stored);
    }

    @Test
    default void a_turn_that_was_claimed_before_the_pause_is_committed_and_no_other_claimed() {
        RuntimeRecord claimed = Given.inProgress(storage());
        changed(claimed.key(), true);

        assertThat(storage().turns().complete(List.of(Records.completion(claimed))))
                .isEqualTo(Set.of(claimed.key()));

        RuntimeRecord played = find(claimed.key());
        assertThat(played.status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(played.paused()).isTrue();
        assertThat(storage().turns().claimDue(newOwner(), NODE, 10).claimed()).isEmpty();
    }

    @Test
    default void a_resumed_game_is_claimed_at_the_time_it_had() {
        RuntimeRecord due = Given.stored(storage(), Records.due(newKey()));
        changed(due.key(), true);
        assertThat(storage().turns().claimDue(newOwner(), NODE, 10).claimed()).isEmpty();
        changed(due.key(), false);

        assertThat(storage().turns().claimDue(newOwner(), NODE, 10).claimed())
                .singleElement()
                .satisfies(
                        claimed -> assertThat(claimed.generation().orElseThrow().scheduledFor())
                                .isEqualTo(due.nextGenerationAt().orElseThrow()));
    }

    @Test
    default void of_many_pauses_at_once_one_changes_the_game_and_is_logged() {
        GameKey key = Given.stored(storage(), Records.due(newKey())).key();

        List<Pausing> pausings = Crowd.of(number -> pause(key, true));

        assertThat(pausings).filteredOn(Changed.class::isInstance).containsExactly(new Changed(find(key)));
        assertThat(operations(key)).hasSize(1);
    }

    @Test
    default void pauses_and_resumes_at_once_lose_nothing_of_each_other() {
        RuntimeRecord before = Given.stored(storage(), Records.due(newKey()));

        List<Long> changes =
                Crowd.of(number -> Crowd.again(i -> pause(before.key(), i % 2 == 0) instanceof Changed ? 1 : 0));

        long all = changes.stream().mapToLong(Long::longValue).sum();
        assertThat(find(before.key()).epoch()).as("one later for each change").isEqualTo(before.epoch() + all);
        assertThat(find(before.key()).paused()).isEqualTo(all % 2 == 1);
    }

    private RuntimeRecord changed(GameKey key, boolean paused) {
        assertThat(pause(key, paused)).isInstanceOf(Changed.class);
        return find(key);
    }

    private Pausing pause(GameKey key, boolean paused) {
        return records().pause(key, paused, Fixtures.operation(key));
    }

    private RuntimeRecord find(GameKey key) {
        return records().find(key).orElseThrow();
    }

    private RuntimeRecords records() {
        return storage().runtimeRecords();
    }

    private List<OperationEntry> operations(GameKey key) {
        return storage().operationLog().list(key, Page.Request.first(200)).items();
    }
}
