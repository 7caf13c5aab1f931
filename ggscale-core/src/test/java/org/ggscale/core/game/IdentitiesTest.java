package org.ggscale.core.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {
    @Test
    void a_game_id_is_read_in_any_case_and_written_in_lower() {
        assertThat(GameId.parse("0198C2F4-7B1E-7C3A-9D2E-5F60718293A4").toString())
                .isEqualTo("0198c2f4-7b1e-7c3a-9d2e-5f60718293a4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "0198c2f47b1e7c3a9d2e5f60718293a4"})
    void other_texts_are_no_game_id(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GameId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00e9", "a\n"})
    void a_user_id_is_visible_ascii(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(text));
    }

    @Test
    void a_user_id_has_at_most_128_characters() {
        assertThat(new UserId("u".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId("u".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "\u00a0a", "a\tb", "a\u0000", "\ud800"})
    void a_race_name_has_no_outer_blanks_or_controls(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RaceName(text));
    }

    @Test
    void a_race_name_is_counted_in_characters() {
        assertThat(new RaceName("\ud83d\ude80".repeat(128)).value()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new RaceName("\ud83d\ude80".repeat(129)));
    }
}
