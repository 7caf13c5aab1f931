package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newUuid;
import static org.ggscale.testkit.Fixtures.operation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.OperationLog;
import org.junit.jupiter.api.Test;

/** What every {@link OperationLog} keeps. */
public interface OperationLogContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void an_operation_that_has_begun_comes_back_as_it_was_written() {
        assertKept(operation(newKey()));
    }

    @Test
    default void an_operation_that_failed_comes_back_with_every_part() {
        assertKept(operation(newKey()).failed(PAST.plusSeconds(5), FailureCode.IMAGE_PULL_FAILED, "é \"no\" \\ 🎲"));
    }

    @Test
    default void every_kind_of_operation_and_source_is_kept() {
        for (Operation operation : Operation.values()) {
            assertKept(OperationEntry.started(newUuid(), newKey(), operation, Source.API, PAST, Map.of()));
        }
        for (Source source : Source.values()) {
            assertKept(OperationEntry.started(newUuid(), newKey(), Operation.TURN, source, PAST, Map.of()));
        }
    }

    @Test
    default void every_failure_is_kept() {
        for (FailureCode code : FailureCode.values()) {
            assertKept(operation(newKey()).failed(PAST, code, "because"));
        }
    }

    @Test
    default void writing_an_operation_again_replaces_it_in_its_place() {
        GameKey key = newKey();
        OperationEntry first = startedAt(key, 1);
        OperationEntry second = startedAt(key, 2);
        Stream.of(first, second).forEach(log()::write);

        log().write(first.succeeded(PAST.plusSeconds(9)));
        log().write(first.succeeded(PAST.plusSeconds(9)));

        assertThat(list(key)).containsExactly(second, first.succeeded(PAST.plusSeconds(9)));
    }

    @Test
    default void the_last_started_comes_first_whenever_it_was_written() {
        GameKey key = newKey();
        List<OperationEntry> entries =
                Stream.of(2, 4, 1, 3).map(seconds -> startedAt(key, seconds)).toList();
        entries.forEach(log()::write);

        assertThat(list(key)).containsExactly(entries.get(1), entries.get(3), entries.get(0), entries.get(2));
    }

    @Test
    default void pages_join_to_the_whole_list() {
        GameKey key = newKey();
        Stream.of(1, 2, 2, 3).map(seconds -> startedAt(key, seconds)).forEach(log()::write);

        List<List<OperationEntry>> pages = Paging.pages(page -> log().list(key, page), 2);

        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(list(key));
        assertThat(list(key)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    default void a_page_goes_on_where_the_one_before_ended_whatever_was_written_since() {
        GameKey key = newKey();
        List<OperationEntry> entries =
                Stream.of(1, 2, 3).map(seconds -> startedAt(key, seconds)).toList();
        entries.forEach(log()::write);
        Page<OperationEntry> first = log().list(key, Page.Request.first(2));

        log().write(startedAt(key, 4));

        Page.Request next = Paging.with(first.nextCursor().orElseThrow());
        assertThat(log().list(key, next).items()).containsExactly(entries.get(0));
    }

    @Test
    default void a_cursor_of_no_page_is_refused() {
        GameKey key = newKey();
        log().write(operation(key));

        assertThatThrownBy(() -> log().list(key, Paging.with("no cursor"))).isInstanceOf(InvalidCursorException.class);
    }

    @Test
    default void a_game_has_none_of_another_games_operations() {
        OperationEntry here = operation(newKey());
        log().write(here);

        assertThat(list(newKey())).isEmpty();
        assertThat(list(here.key())).containsExactly(here);
    }

    @Test
    default void another_tenant_sees_none_of_them() {
        OperationEntry here = operation(newKey());
        OperationEntry there = operation(elsewhere(here.key()));
        log().write(here);
        assertThat(list(there.key())).isEmpty();

        log().write(there);

        assertThat(list(there.key())).containsExactly(there);
        assertThat(list(here.key())).containsExactly(here);
    }

    private void assertKept(OperationEntry entry) {
        log().write(entry);

        assertThat(list(entry.key())).containsExactly(entry);
    }

    private OperationLog log() {
        return storage().operationLog();
    }

    private List<OperationEntry> list(GameKey key) {
        return log().list(key, Page.Request.first(200)).items();
    }

    private static OperationEntry startedAt(GameKey key, int seconds) {
        return OperationEntry.started(
                newUuid(), key, Operation.STOP, Source.API, PAST.plusSeconds(seconds), Map.of("reason", "enough"));
    }
}
