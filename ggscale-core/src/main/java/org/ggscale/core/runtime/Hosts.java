package org.ggscale.core.runtime;

import java.time.Duration;
import java.time.Instant;
import org.ggscale.core.Port;
import org.ggscale.core.engine.NodeId;

/**
 * The living host processes: one row each, whose life is counted by the store's clock.
 *
 * <p>Serves liveness only: taking over from a living owner is safe, epochs see to that.
 */
@Port
public interface Hosts {
    /**
     * Adds an owner that is alive for a while.
     *
     * @return the store's time
     */
    Instant enlist(OwnerId owner, NodeId node, Duration life);

    /** Prolongs an owner's life from now if and only if it has not ended. */
    Renewal renew(OwnerId owner, Duration life);

    /** Ends an owner's life: its games are free for recovery at once. */
    void retire(OwnerId owner);

    /** How a renewal ended. */
    sealed interface Renewal {
        /** The owner lives on; the store's time. */
        record Renewed(Instant now) implements Renewal {}

        /** The owner's life had ended; it must not work under this id any more. */
        record Expired() implements Renewal {}
    }
}
