package org.ggscale.core.runtime;

import java.util.Locale;
import org.ggscale.core.UnavailableException;

/** Why a turn, a registration or an engine failed, as records, the operation log and the API name it. */
public enum FailureCode {
    ENGINE_UNREACHABLE,
    ENGINE_PROTOCOL_VIOLATION,
    ENGINE_VALIDATION_ERROR,
    ENGINE_TURN_SKEW,
    ENGINE_NOT_FENCED,
    COMMIT_REFUSED,
    CONTAINER_START_FAILED,
    IMAGE_PULL_FAILED,
    START_CONFIG_INVALID,
    HOST_LOST,
    NODE_LOST,
    CONFLICT,
    SERVICE_UNAVAILABLE,
    INTERNAL_ERROR;

    /** Returns what an operation broke off with that threw this. */
    public static FailureCode of(RuntimeException thrown) {
        return thrown instanceof UnavailableException ? SERVICE_UNAVAILABLE : INTERNAL_ERROR;
    }

    /** Returns whether an engine did not start. */
    public boolean isFailedStart() {
        return switch (this) {
            case CONTAINER_START_FAILED, IMAGE_PULL_FAILED, START_CONFIG_INVALID -> true;
            case ENGINE_UNREACHABLE,
                    ENGINE_PROTOCOL_VIOLATION,
                    ENGINE_VALIDATION_ERROR,
                    ENGINE_TURN_SKEW,
                    ENGINE_NOT_FENCED,
                    COMMIT_REFUSED,
                    HOST_LOST,
                    NODE_LOST,
                    CONFLICT,
                    SERVICE_UNAVAILABLE,
                    INTERNAL_ERROR -> false;
        };
    }

    /** Returns the name in records and answers, such as {@code engine_turn_skew}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a name written by {@link #wireName()}. */
    public static FailureCode parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
