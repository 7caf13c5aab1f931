package org.ggscale.core.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an engine promises in its status and init answers. */
public enum EngineCapability {
    /** Compares the expected turn and generates under one lock; refuses any other turn with 409. */
    CONDITIONAL_TURN,
    /** A turn is on disk before it is answered, and a new process continues from it. */
    DURABLE_STATE;

    /** Returns the name in the engine contract, such as {@code conditional_turn}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a capability by its name in the engine contract; unknown names are ignored by readers. */
    public static Optional<EngineCapability> find(String wireName) {
        return Arrays.stream(values())
                .filter(c -> c.wireName().equals(wireName))
                .findFirst();
    }
}
