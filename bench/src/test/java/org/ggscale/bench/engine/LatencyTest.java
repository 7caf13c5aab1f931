package org.ggscale.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private final Random random = new Random(1);

    @Test
    void turns_take_between_the_two_bounds_and_short_ones_are_more_often() {
        List<Duration> drawn = draw("5..400", false);
        assertThat(drawn).allMatch(time -> time.toMillis() >= 4 && time.toMillis() <= 400);
        assertThat(drawn).filteredOn(time -> time.toMillis() < 50).hasSizeGreaterThan(400);
    }

    @Test
    void a_slow_turn_is_slow_at_its_first_call_alone_and_executed_at_the_end() {
        assertThat(draw("5..400,14000/1", false)).containsOnly(Duration.ofSeconds(14));
        assertThat(draw("5..400,14000/1", true)).noneMatch(time -> time.toMillis() > 400);
        assertThat(Latency.parse("5..400,14000/1").draw(random, false).after()).isZero();
    }

    @Test
    void anything_else_is_refused() {
        for (String text : List.of("5", "5..", "5..400,1", "a..b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Latency.parse(text));
        }
    }

    private List<Duration> draw(String text, boolean again) {
        Latency latency = Latency.parse(text);
        return Stream.generate(() -> latency.draw(random, again))
                .limit(1_000)
                .map(work -> work.before().plus(work.after()))
                .toList();
    }
}
