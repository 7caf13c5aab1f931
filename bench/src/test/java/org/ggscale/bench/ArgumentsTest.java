package org.ggscale.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void names_flags_and_options_are_told_apart() {
        Arguments arguments = parse("kill", "--rounds", "8", "--quick");
        assertThat(arguments.names()).containsExactly("kill");
        assertThat(arguments.has("quick")).isTrue();
        assertThat(arguments.number("rounds", 50)).isEqualTo(8);
        assertThat(parse().number("rounds", 50)).isEqualTo(50);
    }

    @Test
    void what_is_unknown_or_lacks_its_value_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--rouns", "8"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--rounds"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--rounds", "0").number("rounds", 50));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--rounds", "many").number("rounds", 50));
    }

    private static Arguments parse(String... line) {
        return Arguments.parse(line, Set.of("quick"), Set.of("rounds"));
    }
}
