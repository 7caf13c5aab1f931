package org.ggscale.core.turn;

import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.RuntimeRecord;

/** What an engine's reply to a turn call means. */
sealed interface TurnVerdict {
    /** The target was played: by this call, or by an earlier one. */
    record Played(EngineState state, TurnRow.Outcome outcome) implements TurnVerdict {}

    /** The engine refused and will refuse again; it did not play. */
    record Failed(String reason) implements TurnVerdict {}

    /** Nobody knows; the engine has to be asked. */
    record InDoubt(FailureCode code, String reason) implements TurnVerdict {}

    /** Judges the reply to the call for the record's target. */
    static TurnVerdict of(RuntimeRecord record, EngineReply reply) {
        return switch (reply) {
            case EngineReply.Answered(EngineState state)
            when reached(record, state) -> new Played(state, TurnRow.Outcome.COMMITTED);
            case EngineReply.Answered(EngineState state) -> violation("the engine answered " + where(state));
            case EngineReply.Conflicted(EngineState state)
            when !record.engine().conditional() ->
                new Failed("the engine refused the turn with 409 at " + where(state));
            case EngineReply.Conflicted(EngineState state)
            when reached(record, state) -> new Played(state, TurnRow.Outcome.ADOPTED);
            case EngineReply.Conflicted(EngineState state) ->
                violation("the engine refused the turn at " + where(state));
            case EngineReply.Refused(int status, String detail)
            when undecided(record, status) -> violation("the engine answered " + status + ": " + detail);
            case EngineReply.Refused(int status, String detail) ->
                new Failed("the engine refused the turn with " + status + ": " + detail);
            case EngineReply.Unanswered(String reason) -> new InDoubt(FailureCode.ENGINE_UNREACHABLE, reason);
            case EngineReply.Garbled(String reason) -> violation(reason);
        };
    }

    private static boolean undecided(RuntimeRecord record, int status) {
        return EngineReply.UNDECIDED.contains(status)
                || (status == 409 && record.engine().conditional());
    }

    private static boolean reached(RuntimeRecord record, EngineState state) {
        return belongs(record.key(), state) && state.turn() == record.target();
    }

    /** Returns whether the state is of this game at all. */
    static boolean belongs(GameKey key, EngineState state) {
        return state.id().equals(key.gameId());
    }

    private static InDoubt violation(String reason) {
        return new InDoubt(FailureCode.ENGINE_PROTOCOL_VIOLATION, reason);
    }

    private static String where(EngineState state) {
        return "turn " + state.turn() + " of game " + state.id();
    }
}
