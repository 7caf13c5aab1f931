package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.turn.ThreadTicker;
import org.ggscale.core.turn.Ticker;
import org.ggscale.core.turn.Ticker.Ticking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TickersTest {
    @Nested
    class ThreadTickerTest implements TickerContract {
        @Override
        public Ticker ticker() {
            return new ThreadTicker(Thread.ofVirtual().factory());
        }
    }

    @Nested
    class ManualTickerTest implements TickerContract {
        private final ManualTicker ticker = new ManualTicker();
        private volatile boolean over;

        @Override
        public Ticker ticker() {
            return ticker;
        }

        /** Two threads that tick as fast as they can. */
        @BeforeEach
        void drive() {
            for (int i = 0; i < 2; i++) {
                Thread.ofPlatform().daemon().start(() -> {
                    while (!over) {
                        ticker.tick();
                    }
                });
            }
        }

        @AfterEach
        void stop() {
            over = true;
        }
    }

    @Test
    void a_manual_ticker_ticks_when_it_is_told_to() {
        ManualTicker ticker = new ManualTicker();
        AtomicInteger ticks = new AtomicInteger();
        assertThat(ticker.tick()).isEmpty();

        try (Ticking ticking = ticker.start(() -> Duration.ofSeconds(ticks.incrementAndGet()))) {
            assertThat(ticks).hasValue(0);
            assertThat(ticker.tick()).contains(Duration.ofSeconds(1));
            assertThat(ticker.tick()).contains(Duration.ofSeconds(2));
        }
        assertThat(ticker.tick()).isEmpty();
        assertThat(ticks).hasValue(2);
    }
}
