package org.ggscale.adapters.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.testkit.Failpoints;
import org.ggscale.testkit.FaultyStorage;
import org.ggscale.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class CensusTest {
    private final MockClock clock = new MockClock();

    @Test
    void a_store_that_does_not_answer_has_no_number_until_it_is_asked_again() {
        Census census = census(Failpoints.at(1));

        assertThat(census.runtimes(RuntimeStatus.RUNNING)).isNaN();
        assertThat(census.lagSeconds()).isNaN();

        clock.add(Duration.ofSeconds(15));
        assertThat(census.runtimes(RuntimeStatus.RUNNING)).isZero();
        assertThat(census.lagSeconds()).isZero();
    }

    @Test
    void a_reading_of_everything_asks_the_stores_once_in_15_seconds() {
        Failpoints calls = Failpoints.none();
        Census census = census(calls);

        for (int second = 0; second < 15; second++) {
            for (RuntimeStatus status : RuntimeStatus.values()) {
                census.runtimes(status);
            }
            census.lagSeconds();
            clock.add(Duration.ofSeconds(1));
        }

        assertThat(calls.passed()).isEqualTo(4);
    }

    private Census census(Failpoints failpoints) {
        return new Census(
                new FaultyStorage(new InMemoryStorage(ManualClock.at("2026-01-01T00:00:00Z")), failpoints), clock);
    }
}
