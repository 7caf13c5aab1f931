package org.ggscale.core.runtime;

import java.time.Instant;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameKey;

/**
 * A change of an engine's health summary.
 *
 * @param health the summary from then on
 * @param previous the summary until then
 * @param detail what was seen, for the operator; empty when the change says it all
 * @param status of the game after the change
 * @param currentTurn of the game
 */
public record HealthSnapshot(
        GameKey key,
        Instant observedAt,
        EngineHealth health,
        EngineHealth previous,
        String detail,
        RuntimeStatus status,
        long currentTurn) {}
