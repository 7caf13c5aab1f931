package org.ggscale.core.turn;

import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.FailureCode;

/** What an engine's reply to a status call means. */
sealed interface StatusVerdict {
    /** The game stands here. */
    record Stands(EngineState state) implements StatusVerdict {}

    /** Nobody knows where the game stands. */
    record Unknown(FailureCode code, String reason) implements StatusVerdict {}

    /** Judges the reply for a game. */
    static StatusVerdict of(GameKey key, EngineReply reply) {
        return switch (reply) {
            case EngineReply.Answered(EngineState state) when TurnVerdict.belongs(key, state) -> new Stands(state);
            case EngineReply.Answered(EngineState state) ->
                new Unknown(FailureCode.ENGINE_PROTOCOL_VIOLATION, "the engine answered for game " + state.id());
            case EngineReply.Conflicted(EngineState state) -> refused(409);
            case EngineReply.Refused(int status, String detail) -> refused(status);
            case EngineReply.Unanswered(String reason) -> new Unknown(FailureCode.ENGINE_UNREACHABLE, reason);
            case EngineReply.Garbled(String reason) -> new Unknown(FailureCode.ENGINE_PROTOCOL_VIOLATION, reason);
        };
    }

    private static Unknown refused(int status) {
        return new Unknown(FailureCode.ENGINE_UNREACHABLE, "the engine answered its status with " + status);
    }
}
