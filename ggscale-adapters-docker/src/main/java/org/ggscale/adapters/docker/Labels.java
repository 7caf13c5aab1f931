package org.ggscale.adapters.docker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.jspecify.annotations.Nullable;

/** The labels of containers. Those set at creation override those of the image; they describe, and prove nothing. */
final class Labels {
    static final String TOKEN = "galaxy.instance";
    static final String BACKEND = "galaxy.backend";
    private static final String GAME = "galaxy.game_id";
    private static final String VERSION = "galaxy.engine_version";
    private static final String STACK = "galaxy.stack";

    private Labels() {}

    static Map<String, String> of(Specification specification, Optional<String> stack) {
        Map<String, String> labels = ofNetwork(stack);
        labels.put(GAME, specification.gameId().toString());
        labels.put(VERSION, specification.version().toString());
        labels.put(TOKEN, specification.token().value());
        return labels;
    }

    /** Returns the labels of everything that this product creates. */
    static Map<String, String> ofNetwork(Optional<String> stack) {
        Map<String, String> labels = new HashMap<>();
        labels.put(BACKEND, "1");
        stack.ifPresent(value -> labels.put(STACK, value));
        return labels;
    }

    /** Returns what the labels claim; empty when they claim nothing that could be ours. */
    static Optional<Claim> read(@Nullable Map<String, String> labels) {
        if (labels == null || !labels.containsKey(GAME) || !labels.containsKey(TOKEN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Claim(GameId.parse(labels.get(GAME)), new InstanceToken(labels.get(TOKEN))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whose container it says it is. */
    record Claim(GameId gameId, InstanceToken token) {}
}
