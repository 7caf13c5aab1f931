package org.ggscale.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineEndpointTest {
    @Test
    void a_trailing_slash_is_dropped() {
        assertThat(EngineEndpoint.parse("http://127.0.0.1:8080/games/7/").toString())
                .isEqualTo("http://127.0.0.1:8080/games/7");
    }

    @Test
    void games_behind_one_address_share_an_authority() {
        assertThat(EngineEndpoint.parse("http://127.0.0.1:8080/a").authority())
                .isEqualTo(EngineEndpoint.parse("http://127.0.0.1:8080/b").authority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/x",
                "ftp://h",
                "http:///x",
                "http://u:p@h",
                "http://h?q",
                "http://h#f",
                "http://h:0",
                "http://h:65536",
                "http://a b",
                "mailto:x"
            })
    void what_is_no_base_url_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineEndpoint.parse(text))
                .withMessageContaining("engine endpoint");
    }
}
