package org.ggscale.core.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of an engine version: a JSON object of the operator, and what the platform reads from it.
 *
 * @param json a JSON object of at most 16 KiB, checked where it entered
 * @param turnTimeout its member {@code turn_timeout}: 1 s to 10 min, overrides the host's
 */
public record EngineOptions(String json, Optional<Duration> turnTimeout) {
    /** No options. */
    public static final EngineOptions NONE = new EngineOptions("{}", Optional.empty());

    /** Refuses what is too large or out of range. */
    public EngineOptions {
        if (json.getBytes(StandardCharsets.UTF_8).length > 16 * 1024) {
            throw new IllegalArgumentException("options is a JSON object of at most 16 KiB");
        }
        if (turnTimeout.isPresent()
                && (turnTimeout.get().compareTo(Duration.ofSeconds(1)) < 0
                        || turnTimeout.get().compareTo(Duration.ofMinutes(10)) > 0)) {
            throw new IllegalArgumentException("options.turn_timeout is 1s to 10m, not " + turnTimeout.get());
        }
    }
}
