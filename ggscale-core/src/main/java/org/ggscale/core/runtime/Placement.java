package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.Optional;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;

/**
 * Where a game's engine is recorded to be: the part of its record that is compared with what runs.
 *
 * @param node whose hosts alone may touch the engine; empty for an external one
 * @param token of the current instance, or of the one that is about to be started
 * @param instanceId what the backend calls the instance; empty before the first start
 * @param endpoint where it is called; empty before the first start
 */
public record Placement(
        GameKey key,
        RuntimeStatus status,
        Optional<NodeId> node,
        Optional<InstanceToken> token,
        Optional<String> instanceId,
        Optional<EngineEndpoint> endpoint,
        Optional<Instant> finishedAt) {
    /** Returns the placement that a record tells of. */
    public static Placement of(RuntimeRecord record) {
        EngineBinding engine = record.engine();
        return new Placement(
                record.key(),
                record.status(),
                engine.node(),
                engine.token(),
                engine.instanceId(),
                engine.endpoint(),
                record.finishedAt());
    }
}
