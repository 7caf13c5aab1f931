package org.ggscale.core.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeEvent;

/**
 * A played turn, ready to be committed.
 *
 * @param key the game
 * @param epoch the game's epoch; the commit is refused under any other
 * @param owner the caller; the commit is refused when somebody else has the game
 * @param row the turn's row in the history; its turn becomes the current one
 * @param finished whether the game ends: its status becomes {@code finished}, else {@code running}
 * @param nextGenerationAt when the next turn is due; empty leaves it as it is, or clears it when the game is finished
 * @param skipNextTick the new flag: set by a forced turn
 * @param missed how many due instants passed without a turn: added to the game's
 * @param capabilities as of the engine's answer
 * @param events appended in this order
 * @param operation written to the operation log
 */
public record Completion(
        GameKey key,
        long epoch,
        OwnerId owner,
        TurnRow row,
        boolean finished,
        Optional<Instant> nextGenerationAt,
        boolean skipNextTick,
        long missed,
        Set<EngineCapability> capabilities,
        List<RuntimeEvent> events,
        OperationEntry operation) {
    /** Copies the collections. */
    public Completion {
        capabilities = Set.copyOf(capabilities);
        events = List.copyOf(events);
    }
}
