package org.ggscale.examples.embedding;

import java.time.Duration;
import org.ggscale.core.turn.Ticker;
import org.ggscale.testkit.TickerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class LoopTickerTest implements TickerContract {
    private final GameLoop loop = new GameLoop(Duration.ofNanos(1_000));

    @Override
    public Ticker ticker() {
        return new LoopTicker(loop, System::nanoTime);
    }

    @BeforeEach
    void run() {
        Thread.ofPlatform().daemon().start(loop);
    }

    @AfterEach
    void stop() {
        loop.stop();
    }
}
