package org.ggscale.adapters.http.server;

import java.util.Optional;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.Banishment;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Pause;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Stop;
import org.ggscale.core.turn.ForceOutcome;
import org.ggscale.core.turn.PatchOutcome;
import org.ggscale.core.turn.RestartOutcome;

/** The one place where what the core returns becomes a status, a code and a sentence. */
final class Outcomes {
    private Outcomes() {}

    static Answer of(Registration registration, String version) {
        return switch (registration) {
            case Registration.Registered(RuntimeRecord record) -> runtime(201, record);
            case Registration.AlreadyRegistered(RuntimeRecord current) ->
                throw new Refusal(
                        ErrorCode.CONFLICT,
                        "the game is registered and " + current.status().wireName());
            case Registration.EngineVersionNotFound() -> throw noSuchVersion(version);
            case Registration.EndpointRefused(String reason) -> throw Refusal.invalid("engine_endpoint: " + reason);
            case Registration.Failed(FailureCode code, String message, Optional<String> detail) ->
                throw failed(code, message).detail(detail.flatMap(EngineDetail::of));
        };
    }

    static Answer of(ForceOutcome outcome) {
        return switch (outcome) {
            case ForceOutcome.Committed(RuntimeRecord record) -> runtime(200, record);
            case ForceOutcome.Undecided(RuntimeRecord record) -> runtime(202, record);
            case ForceOutcome.Parked(RuntimeRecord record, Failure failure) ->
                throw failed(failure.code(), failure.message());
            case ForceOutcome.Conflict(RuntimeRecord record, String reason) ->
                throw new Refusal(ErrorCode.CONFLICT, reason);
            case ForceOutcome.NotFound() -> throw Refusal.noSuchGame();
        };
    }

    static Answer of(RestartOutcome outcome) {
        return switch (outcome) {
            case RestartOutcome.Restarted(RuntimeRecord record) -> runtime(200, record);
            case RestartOutcome.Failed(RuntimeRecord record, FailureCode code, String message) ->
                throw failed(code, message);
            case RestartOutcome.Conflict(RuntimeRecord record, String reason) ->
                throw new Refusal(ErrorCode.CONFLICT, reason);
            case RestartOutcome.NotFound() -> throw Refusal.noSuchGame();
        };
    }

    static Answer of(PatchOutcome outcome, String version) {
        return switch (outcome) {
            case PatchOutcome.Attempted(RestartOutcome restart) -> of(restart);
            case PatchOutcome.EngineVersionNotFound() -> throw noSuchVersion(version);
            case PatchOutcome.NotAPatch(String reason) -> throw new Refusal(ErrorCode.SEMVER_PATCH_ONLY, reason);
        };
    }

    static Answer of(Stop stop) {
        return switch (stop) {
            case Stop.Stopped(RuntimeRecord record) -> runtime(200, record);
            case Stop.Conflict(RuntimeRecord record, String reason) -> throw new Refusal(ErrorCode.CONFLICT, reason);
            case Stop.NotFound() -> throw Refusal.noSuchGame();
        };
    }

    static Answer of(Pause pause) {
        return switch (pause) {
            case Pause.Flagged(RuntimeRecord record) -> runtime(200, record);
            case Pause.Conflict(RuntimeRecord record, String reason) -> throw new Refusal(ErrorCode.CONFLICT, reason);
            case Pause.NotFound() -> throw Refusal.noSuchGame();
        };
    }

    static Answer of(Banishment banishment) {
        return switch (banishment) {
            case Banishment.Banished() -> Answer.noContent();
            case Banishment.NotFound() -> throw Refusal.noSuchGame();
            case Banishment.NoSuchRace() -> throw new Refusal(ErrorCode.NOT_FOUND, "the game has no such race");
            case Banishment.OtherNode(String node) -> throw otherNode(node);
            case Banishment.TurnAlreadyClosed() -> throw turnAlreadyClosed();
            case Banishment.NotRunning(RuntimeStatus status) -> throw notRunning(status.wireName());
            case Banishment.EngineRefused(String reason, String detail) ->
                throw new Refusal(ErrorCode.ENGINE_VALIDATION_ERROR, reason).detail(EngineDetail.of(detail));
            case Banishment.InDoubt(String reason) -> throw new Refusal(ErrorCode.ENGINE_UNREACHABLE, reason);
        };
    }

    static Answer of(EngineVersions.Creation creation) {
        return switch (creation) {
            case EngineVersions.Creation.Created(var version) -> Answer.json(201, EngineVersionJson.of(version));
            case EngineVersions.Creation.AlreadyExists(var current) ->
                throw new Refusal(
                        ErrorCode.CONFLICT,
                        "there is an engine version " + current.version().text());
        };
    }

    static Answer of(EngineVersions.Deletion deletion, String version) {
        return switch (deletion) {
            case EngineVersions.Deletion.Deleted() -> Answer.noContent();
            case EngineVersions.Deletion.InUse() ->
                throw new Refusal(
                        ErrorCode.ENGINE_VERSION_IN_USE,
                        "a runtime that has neither stopped nor finished is on engine version " + version);
            case EngineVersions.Deletion.NotFound() -> throw noSuchVersion(version);
        };
    }

    static Answer of(PlayOutcome outcome) {
        return switch (outcome) {
            case PlayOutcome.Answered(EngineAnswer answer) -> of(answer);
            case PlayOutcome.TurnAlreadyClosed() -> throw turnAlreadyClosed();
            case PlayOutcome.NotRunning(RuntimeStatus status, boolean paused) ->
                throw notRunning(paused ? "paused" : status.wireName());
            case PlayOutcome.OtherNode(String node) -> throw otherNode(node);
            case PlayOutcome.Forbidden() ->
                throw new Refusal(ErrorCode.FORBIDDEN, "the user is no active member of this game");
            case PlayOutcome.NotFound() -> throw Refusal.noSuchGame();
        };
    }

    static Refusal noSuchVersion(String version) {
        return new Refusal(ErrorCode.ENGINE_VERSION_NOT_FOUND, "there is no engine version " + version);
    }

    private static Refusal otherNode(String node) {
        return new Refusal(ErrorCode.CONFLICT, "the game belongs to node " + node);
    }

    private static Refusal turnAlreadyClosed() {
        return new Refusal(ErrorCode.TURN_ALREADY_CLOSED, "a turn is being generated");
    }

    private static Refusal notRunning(String state) {
        return new Refusal(ErrorCode.RUNTIME_NOT_RUNNING, "the game is " + state);
    }

    private static Answer of(EngineAnswer answer) {
        return switch (answer) {
            case EngineAnswer.Json(var body) -> new EngineBody(body);
            case EngineAnswer.Refused(int status, byte[] detail) ->
                throw new Refusal(ErrorCode.ENGINE_VALIDATION_ERROR, "the engine refused with " + status)
                        .detail(EngineDetail.of(detail));
            case EngineAnswer.Unanswered(String reason) -> throw new Refusal(ErrorCode.ENGINE_UNREACHABLE, reason);
            case EngineAnswer.Garbled(String reason) -> throw new Refusal(ErrorCode.ENGINE_PROTOCOL_VIOLATION, reason);
        };
    }

    private static Refusal failed(FailureCode code, String message) {
        return code == FailureCode.INTERNAL_ERROR ? Refusal.internalError() : new Refusal(ErrorCode.of(code), message);
    }

    private static Answer runtime(int status, RuntimeRecord record) {
        return Answer.json(status, RuntimeJson.of(record));
    }
}
