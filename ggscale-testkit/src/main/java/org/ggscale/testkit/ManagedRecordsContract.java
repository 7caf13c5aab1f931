package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.OTHER_NODE;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** A node finds the records whose engines it runs. */
public interface ManagedRecordsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_node_manages_what_is_neither_stopped_nor_finished() {
        List<RuntimeRecord> managed = new ArrayList<>();
        for (RuntimeStatus status : RuntimeStatus.values()) {
            RuntimeRecord record = Given.stored(
                    storage(), Records.full(newKey()).copy().status(status).build());
            if (status != RuntimeStatus.STOPPED && status != RuntimeStatus.FINISHED) {
                managed.add(record);
            }
        }

        assertThat(managed(NODE, Optional.empty())).containsExactlyElementsOf(managed);
    }

    @Test
    default void a_node_manages_neither_external_games_nor_those_of_another() {
        GameKey key = newKey();
        RuntimeRecord there = Given.stored(storage(), Records.on(Records.managedBy(OTHER_NODE, key), Records.due(key)));
        Given.stored(storage(), Records.on(Records.external(), Records.due(newKey())));

        assertThat(managed(NODE, Optional.empty())).isEmpty();
        assertThat(managed(OTHER_NODE, Optional.empty())).containsExactly(there);
    }

    @Test
    default void a_node_manages_games_of_all_tenants_by_ascending_game_id() {
        GameKey first = newKey();
        GameKey second = newKey();
        GameKey third = newKey();
        List<GameKey> keys = List.of(third, elsewhere(second), first);
        keys.forEach(key -> Given.stored(storage(), Records.due(key)));

        assertThat(managed(NODE, Optional.empty()))
                .extracting(RuntimeRecord::key)
                .containsExactly(first, elsewhere(second), third);
    }

    @Test
    default void the_records_of_one_game_are_found_in_all_tenants() {
        RuntimeRecord here = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord there = Given.stored(storage(), Records.due(elsewhere(here.key())));
        Given.stored(storage(), Records.due(newKey()));

        assertThat(managed(NODE, Optional.of(here.key().gameId()))).containsExactlyInAnyOrder(here, there);
    }

    @Test
    default void pages_of_managed_records_join_to_the_whole_list() {
        List<GameKey> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            GameKey key = newKey();
            keys.add(Given.stored(storage(), Records.due(key)).key());
            keys.add(Given.stored(storage(), Records.due(elsewhere(key))).key());
        }

        List<List<RuntimeRecord>> pages =
                Paging.pages(page -> storage().runtimeRecords().managed(NODE, Optional.empty(), page), 3);

        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(List::stream).map(RuntimeRecord::key))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    default void pages_of_one_game_join_to_its_records_in_all_tenants() {
        RuntimeRecord here = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord there = Given.stored(storage(), Records.due(elsewhere(here.key())));
        Given.stored(storage(), Records.due(newKey()));

        List<List<RuntimeRecord>> pages = Paging.pages(
                page -> storage()
                        .runtimeRecords()
                        .managed(NODE, Optional.of(here.key().gameId()), page),
                1);

        assertThat(pages.stream().flatMap(List::stream)).containsExactlyInAnyOrder(here, there);
    }

    @Test
    default void a_cursor_of_managed_records_outlives_those_around_it() {
        List<RuntimeRecord> all = List.of(
                Given.stored(storage(), Records.due(newKey())),
                Given.stored(storage(), Records.due(newKey())),
                Given.stored(storage(), Records.due(newKey())));
        Page<RuntimeRecord> first = storage().runtimeRecords().managed(NODE, Optional.empty(), Page.Request.first(2));

        assertThat(storage().runtimeRecords().remove(all.get(1))).isTrue();

        Page.Request next = Paging.with(first.nextCursor().orElseThrow());
        assertThat(storage()
                        .runtimeRecords()
                        .managed(NODE, Optional.empty(), next)
                        .items())
                .containsExactly(all.get(2));
    }

    @Test
    default void a_cursor_of_no_page_of_managed_records_is_refused() {
        Given.inProgress(storage());

        assertThatThrownBy(() -> storage().runtimeRecords().managed(NODE, Optional.empty(), Paging.with("no cursor")))
                .isInstanceOf(InvalidCursorException.class);
    }

    private List<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId) {
        return storage()
                .runtimeRecords()
                .managed(node, gameId, Page.Request.first(200))
                .items();
    }
}
