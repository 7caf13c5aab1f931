package org.ggscale.core.engine;

import org.ggscale.core.game.RaceName;

/** A player's call that the platform passes through to the engine. */
public sealed interface EngineRequest {
    /** Returns the race in whose name the engine is called. */
    RaceName actor();

    /**
     * Immediate commands: {@code PUT /api/v1/command}.
     *
     * @param array the bytes of a JSON array, already checked
     */
    record Commands(RaceName actor, byte[] array) implements EngineRequest {}

    /**
     * Orders for the coming turn: {@code PUT /api/v1/order}.
     *
     * @param array the bytes of a JSON array, already checked
     */
    record Orders(RaceName actor, byte[] array) implements EngineRequest {}

    /** The stored orders of a turn: {@code GET /api/v1/order}. */
    record StoredOrders(RaceName actor, long turn) implements EngineRequest {}

    /** The report of a turn: {@code GET /api/v1/report}. */
    record Report(RaceName actor, long turn) implements EngineRequest {}
}
