package org.ggscale.core.engine;

import java.time.Instant;
import java.util.Locale;

/** A version of an engine that games of a tenant can run on. */
public record EngineVersion(
        SemanticVersion version,
        ImageRef imageRef,
        EngineOptions options,
        Status status,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether new games may start on a version. */
    public enum Status {
        ACTIVE,
        /** Still resolves and registers, but is on its way out. */
        DEPRECATED,
        /** Reads like an unknown version to registration and resolution; running games go on. */
        DISABLED;

        /** Returns the name in the API, such as {@code active}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads a name written by {@link #wireName()}.
         *
         * @throws IllegalArgumentException for any other text
         */
        public static Status parse(String wireName) {
            for (Status status : values()) {
                if (status.wireName().equals(wireName)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("a status is one of active, deprecated, disabled");
        }
    }
}
