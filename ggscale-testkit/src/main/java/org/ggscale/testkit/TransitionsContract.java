package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;
import static org.ggscale.testkit.Fixtures.snapshot;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.core.runtime.RuntimeRecords.Replacement.Lost;
import org.ggscale.core.runtime.RuntimeRecords.Replacement.Replaced;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** Records change by compare-and-set of epoch and owner, together with their events and their operation. */
public interface TransitionsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_transition_stores_every_part_of_the_next_record() {
        RuntimeRecord sparse = Given.stored(
                storage(), Records.sparse(newKey()).copy().paused(true).build());
        RuntimeRecord full = fullAfter(sparse);

        assertThat(records().replace(Change.of(sparse, full))).isEqualTo(new Replaced(full));

        assertThat(records().find(full.key())).contains(full);
    }

    @Test
    default void a_transition_clears_what_the_next_record_has_no_more() {
        RuntimeRecord full = Given.stored(storage(), Records.full(newKey()));
        RuntimeRecord sparse = Records.sparse(full.key())
                .copy()
                .paused(true)
                .epoch(full.epoch() + 1)
                .build();

        assertThat(records().replace(Change.of(full, sparse))).isEqualTo(new Replaced(sparse));

        assertThat(records().find(full.key())).contains(sparse);
    }

    @Test
    default void a_transition_appends_its_events_in_their_order() {
        RuntimeRecord record = Given.inProgress(storage());
        GameKey key = record.key();

        Given.event(storage(), record, snapshot(key, 3), Fixtures.gameFinished(key, 2), snapshot(key, 1));

        assertThat(EventReader.of(storage().runtimeEvents(), key, RuntimeEvent.Channel.LOBBY)
                        .awaitEvents(3))
                .containsExactly(snapshot(key, 3), Fixtures.gameFinished(key, 2), snapshot(key, 1));
    }

    @Test
    default void a_transition_writes_its_operation() {
        RuntimeRecord record = Given.inProgress(storage());
        OperationEntry operation = Fixtures.operation(record.key());

        Given.replaced(storage(), new Change(record, stopped(record), List.of(), Optional.of(operation)));

        assertThat(operations(record.key())).containsExactly(operation);
    }

    @Test
    default void a_transition_ends_an_operation_that_was_logged_before() {
        RuntimeRecord record = Given.inProgress(storage());
        OperationEntry operation = Fixtures.operation(record.key());
        storage().operationLog().write(operation);

        OperationEntry ended = operation.succeeded(PAST);
        Given.replaced(storage(), new Change(record, stopped(record), List.of(), Optional.of(ended)));

        assertThat(operations(record.key())).containsExactly(ended);
    }

    @Test
    default void a_transition_leaves_mappings_and_memberships_alone() {
        PlayerMapping mapping = Fixtures.mapping("user-a", "Terra");
        RuntimeRecord record = Given.withMembers(storage(), mapping);

        Given.replaced(storage(), Change.of(record, stopped(record)));

        assertThat(storage().playerMappings().find(record.key())).containsExactly(mapping);
        assertThat(storage().memberships().load(record.key())).hasSize(1);
    }

    @Test
    default void a_transition_from_an_earlier_epoch_loses_and_learns_the_current_record() {
        RuntimeRecord old = Given.inProgress(storage());
        RuntimeRecord current = Given.event(storage(), old);

        assertThat(records().replace(Change.of(old, stopped(old)))).isEqualTo(new Lost(Optional.of(current)));

        assertThat(records().find(old.key())).contains(current);
    }

    @Test
    default void a_transition_from_a_later_epoch_loses() {
        RuntimeRecord current = Given.inProgress(storage());
        RuntimeRecord later = current.copy().epoch(current.epoch() + 1).build();

        assertThat(records().replace(Change.of(later, stopped(later)))).isEqualTo(new Lost(Optional.of(current)));
    }

    @Test
    default void a_transition_from_another_owner_loses() {
        RuntimeRecord owned = Given.inProgress(storage());
        RuntimeRecord free = Given.stored(storage(), Records.due(newKey()));

        assertLost(owned, owned.copy().owner(newOwner()).build());
        assertLost(owned, owned.copy().owner(null).build());
        assertLost(free, free.copy().owner(newOwner()).build());
    }

    @Test
    default void a_transition_of_an_unknown_game_loses_to_nobody() {
        RuntimeRecord unknown = Records.inProgress(newKey(), newOwner());

        assertThat(records().replace(Change.of(unknown, stopped(unknown)))).isEqualTo(new Lost(Optional.empty()));

        assertThat(records().find(unknown.key())).isEmpty();
    }

    @Test
    default void a_transition_touches_the_game_of_its_tenant_alone() {
        RuntimeRecord here = Given.inProgress(storage());
        RuntimeRecord there = Given.stored(storage(), Records.inProgress(elsewhere(here.key()), newOwner()));

        assertThat(records().replace(Change.of(there, stopped(there)))).isEqualTo(new Replaced(stopped(there)));

        assertThat(records().find(here.key())).contains(here);
        assertThat(records().find(there.key())).contains(stopped(there));
    }

    @Test
    default void a_lost_transition_writes_neither_events_nor_operation() {
        RuntimeRecord old = Given.inProgress(storage());
        GameKey key = old.key();
        RuntimeRecord current = Given.event(storage(), old);

        records()
                .replace(
                        new Change(old, stopped(old), List.of(snapshot(key, 1)), Optional.of(Fixtures.operation(key))));
        Given.event(storage(), current, snapshot(key, 2));

        assertThat(operations(key)).isEmpty();
        assertThat(EventReader.of(storage().runtimeEvents(), key, RuntimeEvent.Channel.LOBBY)
                        .awaitEvents(1))
                .containsExactly(snapshot(key, 2));
    }

    @Test
    default void of_many_transitions_at_once_one_wins_and_the_others_learn_it() {
        RuntimeRecord record = Given.inProgress(storage());

        List<Replacement> replacements = Crowd.of(number -> {
            RuntimeRecord next = stopped(record).copy().missedTicks(number).build();
            return records()
                    .replace(new Change(record, next, List.of(snapshot(record.key(), number)), Optional.empty()));
        });

        RuntimeRecord winner = records().find(record.key()).orElseThrow();
        assertThat(replacements).filteredOn(new Replaced(winner)::equals).hasSize(1);
        assertThat(replacements)
                .filteredOn(new Lost(Optional.of(winner))::equals)
                .hasSize(replacements.size() - 1);
        assertThat(EventReader.of(storage().runtimeEvents(), record.key(), RuntimeEvent.Channel.LOBBY)
                        .awaitEvents(1))
                .containsExactly(snapshot(record.key(), winner.missedTicks()));
    }

    private void assertLost(RuntimeRecord current, RuntimeRecord expected) {
        assertThat(records().replace(Change.of(expected, stopped(expected)))).isEqualTo(new Lost(Optional.of(current)));
        assertThat(records().find(current.key())).contains(current);
    }

    private RuntimeRecords records() {
        return storage().runtimeRecords();
    }

    private List<OperationEntry> operations(GameKey key) {
        return storage().operationLog().list(key, Page.Request.first(200)).items();
    }

    private static RuntimeRecord stopped(RuntimeRecord record) {
        return record.next(RuntimeStatus.STOPPED, PAST.plusSeconds(1))
                .owner(null)
                .nextGenerationAt(null)
                .build();
    }

    private static RuntimeRecord fullAfter(RuntimeRecord record) {
        return Records.full(record.key()).copy().epoch(record.epoch() + 1).build();
    }
}
