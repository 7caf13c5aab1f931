package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ggscale.core.engine.NodeId;

/**
 * What every use case of this process shares.
 *
 * @param life who this process is
 * @param clock the store's time
 * @param ids fresh identities, ascending in time
 * @param signals takes what an operator may want to know
 */
public record HostContext(HostLife life, StoreClock clock, Supplier<UUID> ids, Consumer<Signal> signals) {
    /** Returns the store's time. */
    public Instant now() {
        return clock.instant();
    }

    /** Returns the id under which this process works now. */
    public OwnerId owner() {
        return life.owner();
    }

    /** Returns the node of this process. */
    public NodeId node() {
        return life.node();
    }

    /** Says which node a game belongs to, when that is another one than this process's. */
    public Optional<String> elsewhere(RuntimeRecord record) {
        return record.engine()
                .node()
                .filter(node -> !node.equals(node()))
                .map(node -> "the game belongs to node " + node);
    }

    /** Passes a signal on. */
    public void signal(Signal signal) {
        signals.accept(signal);
    }
}
