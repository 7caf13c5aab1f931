package org.ggscale.core.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;

/** Initialises the engine of a new game and checks that it understood. */
public final class GameSetup {
    private static final UUID NIL = new UUID(0, 0);

    private final EngineClient engines;
    private final Duration initTimeout;
    private final Duration callTimeout;

    /** Creates a setup with the whole-call timeouts of init and status. */
    public GameSetup(EngineClient engines, Duration initTimeout, Duration callTimeout) {
        this.engines = engines;
        this.initTimeout = initTimeout;
        this.callTimeout = callTimeout;
    }

    /** Initialises once; in doubt asks the status, and initialises once more if the engine knows of nothing. */
    Result initialise(EngineEndpoint endpoint, GameId gameId, List<Member> members) {
        List<RaceName> races = members.stream().map(Member::raceName).toList();
        EngineReply reply = engines.init(endpoint, gameId, races, initTimeout);
        if (reply instanceof EngineReply.Unanswered) {
            EngineReply status = engines.status(endpoint, gameId, callTimeout);
            if (status instanceof EngineReply.Refused(int code, String detail) && (code == 404 || code == 409)) {
                status = engines.init(endpoint, gameId, races, initTimeout);
            }
            reply = status;
        }
        return judge(reply, gameId, members);
    }

    private static Result judge(EngineReply reply, GameId gameId, List<Member> members) {
        return switch (reply) {
            case EngineReply.Answered(EngineState state) -> match(state, gameId, members);
            case EngineReply.Conflicted(EngineState state) ->
                new Refused(
                        FailureCode.ENGINE_VALIDATION_ERROR,
                        "the engine refused init with 409: it runs game " + state.id(),
                        Optional.empty());
            case EngineReply.Refused(int status, String detail) ->
                new Refused(
                        FailureCode.ENGINE_VALIDATION_ERROR,
                        "the engine refused init with " + status,
                        Optional.of(detail));
            case EngineReply.Unanswered(String reason) ->
                new Refused(FailureCode.ENGINE_UNREACHABLE, reason, Optional.empty());
            case EngineReply.Garbled(String reason) -> violation(reason);
        };
    }

    private static Result match(EngineState state, GameId gameId, List<Member> members) {
        if (!state.id().equals(gameId)) {
            return violation("the engine answered for game " + state.id());
        }
        if (state.turn() != 0) {
            return violation("the engine answered init with turn " + state.turn() + " instead of 0");
        }
        Map<String, UUID> ids = new HashMap<>();
        for (EngineState.Race race : state.races()) {
            if (race.id().equals(NIL) || ids.containsValue(race.id())) {
                return violation("the engine gave race " + race.raceName() + " a nil or repeated id");
            }
            if (ids.put(race.raceName(), race.id()) != null) {
                return violation("the engine repeats race " + race.raceName());
            }
        }
        List<PlayerMapping> mappings = new ArrayList<>();
        for (Member member : members) {
            UUID id = ids.remove(member.raceName().value());
            if (id == null) {
                return violation("the engine does not name race " + member.raceName());
            }
            mappings.add(new PlayerMapping(member, id));
        }
        return ids.isEmpty() ? new Ready(state, mappings) : violation("the engine names foreign races " + ids.keySet());
    }

    private static Refused violation(String reason) {
        return new Refused(FailureCode.ENGINE_PROTOCOL_VIOLATION, reason, Optional.empty());
    }

    /** How the engine took it. */
    sealed interface Result {}

    /** The engine is at turn 0 of this game with these races. */
    record Ready(EngineState state, List<PlayerMapping> mappings) implements Result {}

    /** The engine does not run this game. */
    record Refused(FailureCode code, String message, Optional<String> detail) implements Result {}
}
