package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.util.List;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.turn.TurnRow;
import org.junit.jupiter.api.Test;

/** The turns of a game are remembered. */
public interface TurnHistoryContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_turn_is_found_as_it_was_committed() {
        for (TurnRow.Outcome outcome : TurnRow.Outcome.values()) {
            RuntimeRecord forced = Given.stored(
                    storage(),
                    Records.full(Fixtures.newKey()).copy().owner(newOwner()).build());
            var completion = CompletionBuilder.of(forced).outcome(outcome).build();
            storage().turns().complete(List.of(completion));

            assertThat(storage().turns().find(forced.key(), forced.target())).contains(completion.row());
            assertThat(completion.row().trigger()).isEqualTo(Trigger.FORCE);
        }
    }

    @Test
    default void a_turn_that_was_not_played_is_not_found() {
        GameKey key = played(2);

        assertThat(storage().turns().find(key, 2)).isPresent();
        assertThat(storage().turns().find(key, 3)).isEmpty();
        assertThat(storage().turns().find(key, 0)).isEmpty();
    }

    @Test
    default void the_history_begins_with_the_newest_turn() {
        assertThat(turns(storage()
                        .turns()
                        .history(played(11), Page.Request.first(200))
                        .items()))
                .containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    default void pages_of_the_history_join_to_the_whole() {
        GameKey key = played(4);

        List<List<TurnRow>> pages = Paging.pages(page -> storage().turns().history(key, page), 2);

        assertThat(pages).hasSize(2);
        assertThat(turns(pages.stream().flatMap(List::stream).toList())).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    default void a_page_of_the_history_goes_on_where_the_one_before_ended_whatever_was_played_since() {
        GameKey key = played(3);
        Page<TurnRow> first = storage().turns().history(key, Page.Request.first(2));

        Given.played(storage(), storage().runtimeRecords().find(key).orElseThrow());

        Page.Request next = Paging.with(first.nextCursor().orElseThrow());
        assertThat(turns(storage().turns().history(key, next).items())).containsExactly(1L);
    }

    @Test
    default void a_cursor_of_no_page_of_the_history_is_refused() {
        GameKey key = played(1);

        assertThatThrownBy(() -> storage().turns().history(key, Paging.with("no cursor")))
                .isInstanceOf(InvalidCursorException.class);
    }

    @Test
    default void another_game_and_another_tenant_have_none_of_the_turns() {
        GameKey key = played(1);
        GameKey another = played(0);

        for (GameKey stranger : List.of(elsewhere(key), another)) {
            assertThat(storage().turns().find(stranger, 1)).isEmpty();
            assertThat(storage()
                            .turns()
                            .history(stranger, Page.Request.first(200))
                            .items())
                    .isEmpty();
        }
        assertThat(storage().turns().history(key, Page.Request.first(200)).items())
                .hasSize(1);
    }

    private GameKey played(int turns) {
        RuntimeRecord record = Given.inProgress(storage());
        for (int turn = 1; turn <= turns; turn++) {
            record = Given.played(storage(), record);
        }
        return record.key();
    }

    private static List<Long> turns(List<TurnRow> rows) {
        return rows.stream().map(TurnRow::turn).toList();
    }
}
