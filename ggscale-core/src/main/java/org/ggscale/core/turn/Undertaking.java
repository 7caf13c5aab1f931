package org.ggscale.core.turn;

import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeRecord;

/**
 * An engine that is to be brought up.
 *
 * @param before the game as it was
 * @param starting the game as it is now stored, with the token of the instance to be started
 * @param wanted the version and image to be started
 * @param entry the operator's entry, to be finished
 */
record Undertaking(RuntimeRecord before, RuntimeRecord starting, EngineBinding wanted, OperationEntry entry) {
    boolean external() {
        return starting.engine().external();
    }

    /** The previous engine, of which no instance is trusted any more. */
    EngineBinding down() {
        return before.engine().with(starting.engine().token().orElseThrow());
    }

    Undertaking announcedAgain(RuntimeRecord announced) {
        return new Undertaking(before, announced, wanted, entry);
    }

    /** Returns whether the engine becomes one of another kind, of which the previous backend hears nothing. */
    boolean changesBackend() {
        return !wanted.imageRef().getClass().equals(before.engine().imageRef().getClass());
    }

    boolean patch() {
        return !wanted.version().equals(before.engine().version());
    }
}
