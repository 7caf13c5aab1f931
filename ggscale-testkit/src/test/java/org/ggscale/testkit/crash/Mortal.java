package org.ggscale.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ggscale.core.GgScale;
import org.ggscale.core.GgScaleBuilder;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.turn.TurnScheduler;
import org.ggscale.testkit.Failpoints;
import org.ggscale.testkit.ManualTicker;

/** A host that may die at a failpoint. */
final class Mortal implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int PATIENCE = 10_000;

    private final Failpoints failpoints;
    private final ManualTicker ticker = new ManualTicker();
    private final GgScale ggscale;
    private final boolean started;

    /** Starts a host on parts that pass the failpoints. */
    Mortal(GgScaleBuilder parts, Failpoints failpoints) {
        this.failpoints = failpoints;
        ggscale = parts.ticker(ticker)
                .threads(task -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((thread, death) -> {})
                        .unstarted(task))
                .build();
        started = start();
    }

    private boolean start() {
        try {
            ggscale.start();
            return true;
        } catch (Failpoints.Death | UnavailableException e) {
            return false;
        }
    }

    GgScale ggscale() {
        return ggscale;
    }

    /** Returns whether whoever runs this host has to start another. */
    boolean gone() {
        return failpoints.dead() || !started;
    }

    /** Ticks once and waits until all is done that this began, or the host is dead. */
    void tick() throws InterruptedException {
        try {
            ticker.tick();
        } catch (Failpoints.Death e) {
            return;
        }
        for (int looks = 0; !ggscale.turns().awaitIdle(LOOK) && !failpoints.dead(); looks++) {
            assertThat(looks).isLessThan(PATIENCE);
        }
    }

    /** Does something for an operator who waits for no dead host, and asks again when it was in vain. */
    void operate(Operation operation) throws InterruptedException {
        Thread operator = Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, vain) -> {})
                .start(() -> {
                    try {
                        operation.perform(ggscale.turns());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        for (int looks = 0; !operator.join(LOOK) && !failpoints.dead(); looks++) {
            assertThat(looks).isLessThan(PATIENCE);
        }
    }

    /** What an operator asks of a host. */
    interface Operation {
        void perform(TurnScheduler turns) throws InterruptedException;
    }

    @Override
    public void close() {
        try {
            ggscale.close();
        } catch (Failpoints.Death e) {
            // A dead process closes nothing.
        }
    }
}
