package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.ggscale.testkit.Fixtures.OTHER_TENANT;
import static org.ggscale.testkit.Fixtures.TENANT;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeRecords.Creation;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** What every {@link RuntimeRecords} keeps: creation, removal and lists here, the rest in what it extends. */
public interface RuntimeRecordsContract
        extends RecordValuesContract, TransitionsContract, PausesContract, ManagedRecordsContract, PlacementsContract {
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
    default void the_list_ascends_by_game_id_as_text() {
        List<String> ids = Stream.of("f1", "7f", "00", "80", "a0")
                .map(begin -> begin + "000000-0000-7000-8000-000000000001")
                .toList();
        ids.forEach(id -> Given.stored(storage(), Records.due(new GameKey(TENANT, GameId.parse(id)))));

        assertThat(records()
                        .list(TENANT, Optional.empty(), Page.Request.first(200))
                        .items())
                .extracting(record -> record.key().gameId().toString())
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    default void the_list_keeps_to_a_status() {
        RuntimeRecord due = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord unreachable = Given.stored(storage(), Records.unreachable(newKey()));

        assertThat(list(Optional.of(RuntimeStatus.RUNNING))).containsExactly(due);
        assertThat(list(Optional.of(RuntimeStatus.ENGINE_UNREACHABLE))).containsExactly(unreachable);
        assertThat(list(Optional.empty())).containsExactly(due, unreachable);
    }

    @Test
    default void pages_join_to_the_whole_list() {
        List<RuntimeRecord> all =
                Stream.generate(() -> Given.inProgress(storage())).limit(4).toList();

        List<List<RuntimeRecord>> pages = Paging.pages(page -> records().list(TENANT, Optional.empty(), page), 2);

        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
    }

    @Test
    default void a_cursor_outlives_the_records_around_it() {
        List<RuntimeRecord> all =
                Stream.generate(() -> Given.inProgress(storage())).limit(3).toList();
        Page<RuntimeRecord> first = records().list(TENANT, Optional.empty(), Page.Request.first(2));

        assertThat(records().remove(all.get(1))).isTrue();

        String cursor = first.nextCursor().orElseThrow();
        assertThat(records().list(TENANT, Optional.empty(), Paging.with(cursor)).items())
                .containsExactly(all.get(2));
    }

    @Test
    default void a_cursor_of_no_page_is_refused() {
        Given.inProgress(storage());

        assertThatThrownBy(() -> records().list(TENANT, Optional.empty(), Paging.with("no cursor")))
                .isInstanceOf(InvalidCursorException.class);
    }

    @Test
    default void another_tenants_list_has_none_of_them() {
        RuntimeRecord here = Given.inProgress(storage());

        assertThat(list(Optional.empty())).containsExactly(here);
        assertThat(records()
                        .list(OTHER_TENANT, Optional.empty(), Page.Request.first(200))
                        .items())
                .isEmpty();
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
    default void a_removed_game_keeps_its_operations_and_may_come_again() {
        RuntimeRecord record = Given.inProgress(storage());
        storage().operationLog().write(Fixtures.operation(record.key()));

        assertThat(records().remove(record)).isTrue();

        assertThat(storage()
                        .operationLog()
                        .list(record.key(), Page.Request.first(200))
                        .items())
                .hasSize(1);
        assertThat(records().create(record)).isEqualTo(new Creation.Created());
    }

    @Test
    default void a_removal_appends_its_events_in_their_order() {
        RuntimeRecord record = Given.inProgress(storage());
        GameKey key = record.key();

        assertThat(records().remove(record, List.of(Fixtures.notification(key, 2), Fixtures.notification(key, 1))))
                .isTrue();

        assertThat(EventReader.of(storage().runtimeEvents(), key, RuntimeEvent.Channel.NOTIFICATIONS)
                        .awaitEvents(2))
                .containsExactly(Fixtures.notification(key, 2), Fixtures.notification(key, 1));
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

    private List<RuntimeRecord> list(Optional<RuntimeStatus> status) {
        return records().list(TENANT, status, Page.Request.first(200)).items();
    }
}
