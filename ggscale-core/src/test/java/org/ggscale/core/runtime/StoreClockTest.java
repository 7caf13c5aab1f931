package org.ggscale.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreClockTest {
    private static final Instant STORE_NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void time_goes_on_from_what_the_store_said_last() {
        StoreClock clock = new StoreClock(Instant.EPOCH, nanos::get);
        clock.anchor(STORE_NOW);
        nanos.addAndGet(1_500_000_000L);
        assertThat(clock.instant()).isEqualTo(STORE_NOW.plusMillis(1_500));
    }
}
