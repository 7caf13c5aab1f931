package org.ggscale.core.engine;

import org.ggscale.core.game.GameId;

/**
 * A started engine.
 *
 * @param id what the backend calls it: a container id, a pid, an object's name
 * @param token the label that binds it to the record that asked for it
 * @param endpoint where it is called; never given to another instance within twice the call deadline
 */
public record EngineInstance(String id, GameId gameId, InstanceToken token, EngineEndpoint endpoint) {}
