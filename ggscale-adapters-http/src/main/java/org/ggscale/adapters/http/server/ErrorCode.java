package org.ggscale.adapters.http.server;

import java.util.Locale;
import org.ggscale.core.runtime.FailureCode;

/** What an answer can refuse with, and the status that goes with it unless the place says otherwise. */
enum ErrorCode {
    INVALID_REQUEST(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    ENGINE_VERSION_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    TURN_ALREADY_CLOSED(409),
    RUNTIME_NOT_RUNNING(409),
    ENGINE_VERSION_IN_USE(409),
    CURSOR_EXPIRED(410),
    REQUEST_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    SEMVER_PATCH_ONLY(422),
    ENGINE_VALIDATION_ERROR(422),
    START_CONFIG_INVALID(422),
    INTERNAL_ERROR(500),
    ENGINE_UNREACHABLE(502),
    ENGINE_PROTOCOL_VIOLATION(502),
    ENGINE_TURN_SKEW(502),
    ENGINE_NOT_FENCED(502),
    COMMIT_REFUSED(502),
    IMAGE_PULL_FAILED(502),
    CONTAINER_START_FAILED(502),
    SERVICE_UNAVAILABLE(503),
    DOCKER_UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what a caller is told of a failure: who lost a race to another host may simply try again. */
    static ErrorCode of(FailureCode failure) {
        return switch (failure) {
            case ENGINE_UNREACHABLE, NODE_LOST -> ENGINE_UNREACHABLE;
            case ENGINE_PROTOCOL_VIOLATION -> ENGINE_PROTOCOL_VIOLATION;
            case ENGINE_VALIDATION_ERROR -> ENGINE_VALIDATION_ERROR;
            case ENGINE_TURN_SKEW -> ENGINE_TURN_SKEW;
            case ENGINE_NOT_FENCED -> ENGINE_NOT_FENCED;
            case COMMIT_REFUSED -> COMMIT_REFUSED;
            case CONTAINER_START_FAILED -> CONTAINER_START_FAILED;
            case IMAGE_PULL_FAILED -> IMAGE_PULL_FAILED;
            case START_CONFIG_INVALID -> START_CONFIG_INVALID;
            case HOST_LOST, SERVICE_UNAVAILABLE -> SERVICE_UNAVAILABLE;
            case CONFLICT -> CONFLICT;
            case INTERNAL_ERROR -> INTERNAL_ERROR;
        };
    }
}
