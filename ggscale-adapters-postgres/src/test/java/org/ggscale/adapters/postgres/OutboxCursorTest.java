package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.ggscale.core.InvalidCursorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxCursorTest {
    @Test
    void a_cursor_comes_back_from_its_text() {
        for (OutboxCursor cursor : new OutboxCursor[] {
            OutboxCursor.START,
            new OutboxCursor(1, 0),
            new OutboxCursor(748, 36),
            new OutboxCursor(Long.MAX_VALUE, Long.MAX_VALUE)
        }) {
            assertThat(OutboxCursor.parse(cursor.toString())).isEqualTo(cursor);
        }
        assertThat(new OutboxCursor(748, 36)).hasToString("ks.10");
    }

    @Test
    void cursors_sort_by_transaction_then_number() {
        assertThat(Stream.of(
                                new OutboxCursor(10, 0),
                                new OutboxCursor(9, 100),
                                new OutboxCursor(10, 2),
                                new OutboxCursor(10, 1))
                        .sorted())
                .extracting(OutboxCursor::toString)
                .containsExactly("9.2s", "a.0", "a.1", "a.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.",
                ".1",
                "1.1.1",
                "-1.1",
                "1.-1",
                "01.1",
                "1.01",
                "1.A",
                " 1.1",
                "1.1 ",
                "é.1",
                "1y2p0ij32e8e8.1",
                "zzzzzzzzzzzzz.1",
                "1.12345678901234"
            })
    void any_other_text_is_no_cursor(String text) {
        assertThatThrownBy(() -> OutboxCursor.parse(text)).isInstanceOf(InvalidCursorException.class);
    }
}
