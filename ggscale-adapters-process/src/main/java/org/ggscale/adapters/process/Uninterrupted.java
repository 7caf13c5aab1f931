package org.ggscale.adapters.process;

import java.time.Duration;

/** A stretch of work that an interrupt must not cut short; the interrupt is kept for afterwards. */
final class Uninterrupted implements AutoCloseable {
    private boolean interrupted = Thread.interrupted();

    void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
