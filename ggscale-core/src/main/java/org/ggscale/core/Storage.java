package org.ggscale.core;

import java.util.Optional;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OperationLog;
import org.ggscale.core.runtime.PlayerMappings;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.turn.Turns;

/**
 * All stores of one backend: swapping this one object moves everything that is kept.
 *
 * <p>Creating one does no I/O. Instants are kept to the microsecond, those of events to the millisecond.
 */
@Port
public interface Storage extends AutoCloseable {
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

    /** Returns the living host processes. */
    Hosts hosts();

    /**
     * Looks whether the backend can be used now: reachable, its schema current, its roles safe.
     *
     * @return what stands in the way, empty when nothing does
     */
    Optional<String> check();

    /** Closes what this object opened itself. */
    @Override
    void close();
}
