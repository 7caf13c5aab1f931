package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.game.GameKey;

/**
 * Who did what to a game, when, and how it ended.
 *
 * @param finishedAt empty while the operation runs
 * @param error why it failed
 * @param detail texts and whole numbers ({@code String}, {@code Long}) by name, such as {@code reason} of a stop or {@code turn} of a turn
 */
public record OperationEntry(
        UUID operationId,
        GameKey key,
        Operation operation,
        Source source,
        Status status,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<Failure> error,
        Map<String, Object> detail) {
    /** Copies the detail. */
    public OperationEntry {
        detail = Map.copyOf(detail);
    }

    /** Describes an operation that begins. */
    public static OperationEntry started(
            UUID id, GameKey key, Operation operation, Source source, Instant now, Map<String, Object> detail) {
        return new OperationEntry(
                id, key, operation, source, Status.STARTED, now, Optional.empty(), Optional.empty(), detail);
    }

    /** Returns this operation as ended well. */
    public OperationEntry succeeded(Instant now) {
        return new OperationEntry(
                operationId, key, operation, source, Status.SUCCEEDED, startedAt, Optional.of(now), error, detail);
    }

    /** Returns this operation as failed. */
    public OperationEntry failed(Instant now, FailureCode code, String message) {
        return new OperationEntry(
                operationId,
                key,
                operation,
                source,
                Status.FAILED,
                startedAt,
                Optional.of(now),
                Optional.of(new Failure(code, message, now)),
                detail);
    }

    /** What was done. */
    public enum Operation {
        REGISTER,
        START,
        STOP,
        RESTART,
        PATCH,
        PAUSE,
        RESUME,
        FORCE_NEXT_TURN,
        BANISH,
        TURN,
        RECONCILE_ADOPT,
        RECONCILE_REMOVE,
        IMAGE_PULL;

        /** Returns the name in the API, such as {@code force_next_turn}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who did it. */
    public enum Source {
        API,
        SCHEDULE,
        RECOVERY,
        RECONCILER,
        HEALTH;

        /** Returns the name in the API, such as {@code api}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it got. */
    public enum Status {
        STARTED,
        SUCCEEDED,
        FAILED;

        /** Returns the name in the API, such as {@code succeeded}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
