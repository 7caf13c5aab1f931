package org.ggscale.core.runtime;

import org.ggscale.core.Page;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameKey;

/** The record of every operation on every game; it outlives the games. */
@Port
public interface OperationLog {
    /** Stores an operation, or what it has become: idempotent by operation id, which no two games share. */
    void write(OperationEntry entry);

    /** Lists the operations on a game, last started first; empty when there never was one. */
    Page<OperationEntry> list(GameKey key, Page.Request page);
}
