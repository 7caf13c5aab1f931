package org.ggscale.core;

import java.time.Duration;
import java.util.Optional;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.HealthSnapshots;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OperationLog;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.PlayerMappings;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.tenant.Tenants;
import org.ggscale.core.turn.Turns;

/**
 * All stores of one backend: swapping this one object moves everything that is kept.
 *
 * <p>Creating one does no I/O. All stores are called by many threads at once. Each call is one transaction: it does all it
 * says, or throws and does nothing, but for {@link UnavailableException}, after which nobody knows. Any call may throw that
 * one, for a backend that cannot be reached, and {@link RejectedException}, for one that refuses; what the vendor throws
 * does not get out. Instants are kept to the microsecond, those of events to the millisecond, and the times that a store
 * itself writes are no finer.
 */
@Port
public interface Storage extends AutoCloseable {
    /** Returns the tenants. */
    Tenants tenants();

    /** Returns the engine versions. */
    EngineVersions engineVersions();

    /** Returns the runtime records. */
    RuntimeRecords runtimeRecords();

    /** Returns the turns. */
    Turns turns();

    /** Returns the player mappings. */
    PlayerMappings playerMappings();

    /** Returns the built-in memberships. */
    Memberships memberships();

    /** Returns the operation log. */
    OperationLog operationLog();

    /** Returns the events. */
    RuntimeEvents runtimeEvents();

    /** Returns what became of the health of engines. */
    HealthSnapshots healthSnapshots();

    /** Returns the living host processes. */
    Hosts hosts();

    /**
     * Does in one call what a host does every second: keeps its owner alive, claims what is due, and tells whether anybody's
     * work may be abandoned. An adapter that can makes one trip of it.
     */
    default Pulse pulse(Beat beat) {
        return switch (hosts().renew(beat.owner(), beat.life())) {
            case Hosts.Renewal.Expired() -> new Pulse.Expired();
            case Hosts.Renewal.Renewed(var now) -> {
                Memberships.Changes changes = memberships().changes(beat.seen());
                yield new Pulse.Alive(turns().claimDue(beat.owner(), beat.node(), beat.limit()), true, changes);
            }
        };
    }

    /**
     * What a host asks for every second.
     *
     * @param limit of claims
     * @param life for which the owner is kept alive
     * @param seen up to where changes of memberships are known, as {@link Memberships#changes} has it
     */
    record Beat(OwnerId owner, NodeId node, int limit, Duration life, Optional<String> seen) {}

    /** What a host is told every second. */
    sealed interface Pulse {
        /**
         * The owner lives on.
         *
         * @param unsettled whether {@link Turns#recoverable} may find something for this node
         * @param changes of memberships since those that were seen
         */
        record Alive(Turns.Claims claims, boolean unsettled, Memberships.Changes changes) implements Pulse {}

        /** The owner's life had ended; nothing was claimed, and it must not work under this id any more. */
        record Expired() implements Pulse {}
    }

    /**
     * Looks whether the backend can be used now: reachable, its schema current, its roles safe.
     *
     * @return what stands in the way, empty when nothing does
     */
    Optional<String> check();

    /** Closes what this object opened itself; no store is called any more after that, and closing once more does nothing. */
    @Override
    void close();
}
