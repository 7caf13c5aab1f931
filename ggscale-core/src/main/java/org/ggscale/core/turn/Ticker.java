package org.ggscale.core.turn;

import java.time.Duration;
import java.util.function.Supplier;
import org.ggscale.core.Port;

/** Who calls the tick: a thread of its own, an embedder's game loop, a test. */
@Port
public interface Ticker {
    /**
     * Calls the tick again and again until closed, never two at a time.
     *
     * @param tick does what is due and returns how long it may rest
     * @return ends the ticking when closed, after a tick that is under way
     */
    Ticking start(Supplier<Duration> tick);

    /** A ticking that ends when closed. */
    interface Ticking extends AutoCloseable {
        @Override
        void close();
    }
}
