package org.ggscale.testkit.crash;

import java.util.List;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.testkit.ScriptedGame;

/** What the game runs on. */
enum Setting {
    CONDITIONAL(false, EngineCapability.CONDITIONAL_TURN, EngineCapability.DURABLE_STATE),
    DURABLE(false, EngineCapability.DURABLE_STATE),
    PLAIN(false),
    EXTERNAL_CONDITIONAL(true, EngineCapability.CONDITIONAL_TURN),
    EXTERNAL_PLAIN(true);

    private final boolean external;
    private final EngineCapability[] promises;

    Setting(boolean external, EngineCapability... promises) {
        this.external = external;
        this.promises = promises;
    }

    boolean external() {
        return external;
    }

    /** Returns whether a turn in doubt can be cleared up without an operator. */
    boolean fenced() {
        return promises.length > 0;
    }

    /** Returns whether an ended engine is not started again by itself. */
    boolean endsWithItsEngine() {
        return !external && !List.of(promises).contains(EngineCapability.DURABLE_STATE);
    }

    ScriptedGame newGame() {
        return new ScriptedGame(promises);
    }
}
