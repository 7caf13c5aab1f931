package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.util.List;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Creation;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** What every {@link RuntimeRecords} keeps: creation and removal here, the rest in what it extends. */
public interface RuntimeRecordsContract
        extends RecordValuesContract,
                TransitionsContract,
                ConcurrentChangesContract,
                PausesContract,
                RecordListsContract,
                ManagedRecordsContract,
                PlacementsContract {
    @Test
    default void an_unknown_game_is_not_found() {
        Given.inProgress(storage());

        assertThat(records().find(newKey())).isEmpty();
    }

    @Test
    default void a_game_is_created_once_whatever_its_status() {
        RuntimeRecord first = Records.inProgress(newKey(), newOwner())
                .copy()
                .status(RuntimeStatus.FINISHED)
                .build();
        records().create(first);

        assertThat(records().create(Records.starting(first.key(), newOwner())))
                .isEqualTo(new Creation.AlreadyExists(first));
        assertThat(records().find(first.key())).contains(first);
    }

    @Test
    default void of_many_creations_of_one_game_one_wins() {
        GameKey key = newKey();

        List<Creation> creations = Crowd.of(number -> records().create(Records.starting(key, newOwner())));

        RuntimeRecord winner = records().find(key).orElseThrow();
        assertThat(creations).filteredOn(new Creation.Created()::equals).hasSize(1);
        assertThat(creations)
                .filteredOn(new Creation.AlreadyExists(winner)::equals)
                .hasSize(creations.size() - 1);
    }

    @Test
    default void the_same_game_in_two_tenants_is_two_games() {
        RuntimeRecord here = Given.inProgress(storage());
        assertThat(records().find(elsewhere(here.key()))).isEmpty();

        RuntimeRecord there = Records.sparse(elsewhere(here.key()));
        assertThat(records().create(there)).isEqualTo(new Creation.Created());

        assertThat(records().find(here.key())).contains(here);
        assertThat(records().find(there.key())).contains(there);
    }

    @Test
    default void a_removed_game_is_gone_with_its_mappings_and_memberships() {
        RuntimeRecord record = Given.withMembers(storage(), Fixtures.mapping("user-a", "Terra"));

        assertThat(records().remove(record)).isTrue();

        assertThat(records().find(record.key())).isEmpty();
        assertThat(storage().playerMappings().find(record.key())).isEmpty();
        assertThat(storage().memberships().load(record.key())).isEmpty();
    }

    @Test
    default void a_removed_game_keeps_its_operations_and_snapshots_and_may_come_again() {
        RuntimeRecord begun = Given.inProgress(storage());
        RuntimeRecord record = begun.next(begun.status(), Fixtures.PAST)
                .engine(begun.engine().with(EngineHealth.OOM))
                .build();
        Given.replaced(storage(), Change.of(begun, record));
        storage().operationLog().write(Fixtures.operation(record.key()));

        assertThat(records().remove(record)).isTrue();

        assertThat(storage()
                        .operationLog()
                        .list(record.key(), Page.Request.first(200))
                        .items())
                .hasSize(1);
        assertThat(storage()
                        .healthSnapshots()
                        .list(record.key(), Page.Request.first(200))
                        .items())
                .hasSize(1);
        assertThat(records().create(record)).isEqualTo(new Creation.Created());
    }

    @Test
    default void a_removal_appends_its_events_in_their_order() {
        RuntimeRecord begun = Given.inProgress(storage());
        GameKey key = begun.key();
        RuntimeRecord record = Given.event(storage(), begun, Fixtures.notification(key, 3));

        assertThat(records().remove(record, List.of(Fixtures.notification(key, 2), Fixtures.notification(key, 1))))
                .isTrue();

        assertThat(EventReader.of(storage().runtimeEvents(), key, RuntimeEvent.Channel.NOTIFICATIONS)
                        .awaitEvents(3))
                .containsExactly(
                        Fixtures.notification(key, 3), Fixtures.notification(key, 2), Fixtures.notification(key, 1));
    }

    @Test
    default void a_removal_that_came_too_late_tells_nobody() {
        RuntimeRecord record = Given.inProgress(storage());
        GameKey key = record.key();

        assertThat(records().remove(record.copy().owner(null).build(), List.of(Fixtures.notification(key, 1))))
                .isFalse();
        Given.event(storage(), record, Fixtures.notification(key, 2));

        assertThat(EventReader.of(storage().runtimeEvents(), key, RuntimeEvent.Channel.NOTIFICATIONS)
                        .awaitEvents(1))
                .containsExactly(Fixtures.notification(key, 2));
    }

    @Test
    default void a_game_that_has_moved_on_is_not_removed() {
        RuntimeRecord record = Given.inProgress(storage());

        assertThat(records().remove(record.copy().epoch(record.epoch() - 1).build()))
                .isFalse();
        assertThat(records().remove(record.copy().owner(newOwner()).build())).isFalse();
        assertThat(records().remove(record.copy().owner(null).build())).isFalse();

        assertThat(records().find(record.key())).contains(record);
    }

    @Test
    default void a_removal_leaves_the_same_game_of_another_tenant() {
        RuntimeRecord here = Given.withMembers(storage(), Fixtures.mapping("user-a", "Terra"));
        RuntimeRecord there = Records.due(elsewhere(here.key()));

        assertThat(records().remove(there)).isFalse();
        Given.stored(storage(), there);
        assertThat(records().remove(there)).isTrue();

        assertThat(records().find(here.key())).contains(here);
        assertThat(storage().playerMappings().find(here.key())).hasSize(1);
        assertThat(storage().memberships().load(here.key())).hasSize(1);
    }

    @Test
    default void records_of_all_tenants_are_counted_by_status() {
        assertThat(records().countByStatus()).isEmpty();
        Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord here = Given.stored(storage(), Records.unreachable(newKey()));
        Given.stored(storage(), Records.unreachable(elsewhere(here.key())));

        assertThat(records().countByStatus())
                .containsOnly(entry(RuntimeStatus.RUNNING, 1L), entry(RuntimeStatus.ENGINE_UNREACHABLE, 2L));
    }

    private RuntimeRecords records() {
        return storage().runtimeRecords();
    }
}
