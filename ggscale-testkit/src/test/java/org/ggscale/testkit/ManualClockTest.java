package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = ManualClock.at("2030-01-01T00:00:00Z");

    @Test
    void it_stands_still() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(clock.instant()).isEqualTo(clock.instant());
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void it_moves_when_it_is_told_to() {
        clock.advance(Duration.ofSeconds(61));
        clock.advance(Duration.ofNanos(1));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2030-01-01T00:01:01.000000001Z"));
        assertThat(clock.nanoTime()).isEqualTo(61_000_000_001L);
    }

    @Test
    void it_does_not_go_back() {
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
    }
}
