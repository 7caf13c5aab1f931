package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastWordsTest {
    @Test
    void an_engine_writes_no_lines_and_no_control_characters_into_the_log_of_its_host() {
        assertThat(Containers.tidy("\u001b[2Jgone\u0000\r\n12:00:00.000 INFO  game over\u2028\u202e \n\n"))
                .isEqualTo("; its last words: [2Jgone | 12:00:00.000 INFO  game over");
    }

    @Test
    void of_many_words_the_end_is_kept() {
        assertThat(Containers.tidy("x".repeat(80_000) + "\nthe end"))
                .hasSizeLessThan(600)
                .endsWith("x | the end");
    }

    @Test
    void one_that_said_nothing_has_none() {
        assertThat(Containers.tidy("\n\u0007\n")).isEmpty();
    }
}
