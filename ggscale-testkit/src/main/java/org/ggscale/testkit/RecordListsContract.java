package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.OTHER_TENANT;
import static org.ggscale.testkit.Fixtures.TENANT;
import static org.ggscale.testkit.Fixtures.newKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.Test;

/** A tenant's records are listed by game id, a page at a time. */
public interface RecordListsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

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
    default void pages_of_one_status_join_to_the_whole_list() {
        List<RuntimeRecord> due = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Given.stored(storage(), Records.unreachable(newKey()));
            due.add(Given.stored(storage(), Records.due(newKey())));
        }

        List<List<RuntimeRecord>> pages =
                Paging.pages(page -> records().list(TENANT, Optional.of(RuntimeStatus.RUNNING), page), 2);

        assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(due);
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

    private RuntimeRecords records() {
        return storage().runtimeRecords();
    }

    private List<RuntimeRecord> list(Optional<RuntimeStatus> status) {
        return records().list(TENANT, status, Page.Request.first(200)).items();
    }
}
