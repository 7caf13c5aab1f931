package org.ggscale.core.engine;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ggscale.core.game.GameId;

/**
 * What an engine says about its game: the {@code StateResponse} of the engine contract.
 *
 * @param id the game the engine says it runs; never trusted before it was compared
 * @param turn 0 after init, then one more with every turn
 * @param stage the engine's own word for the state of the game
 * @param races in the engine's order; names may be unknown, repeated or missing
 * @param finished whether the game has ended with this turn
 */
public record EngineState(
        GameId id, long turn, String stage, List<Race> races, boolean finished, Set<EngineCapability> capabilities) {
    /** Copies the collections. */
    public EngineState {
        races = List.copyOf(races);
        capabilities = Set.copyOf(capabilities);
    }

    /** Returns whether the engine refuses any turn but the expected one. */
    public boolean conditional() {
        return capabilities.contains(EngineCapability.CONDITIONAL_TURN);
    }

    /** Returns whether a new process continues where the last answered turn ended. */
    public boolean durable() {
        return capabilities.contains(EngineCapability.DURABLE_STATE);
    }

    /**
     * One race in the engine's books.
     *
     * @param id the engine's id of the race
     * @param raceName as the engine spells it
     */
    public record Race(UUID id, String raceName, long planets, double population, boolean extinct) {}
}
