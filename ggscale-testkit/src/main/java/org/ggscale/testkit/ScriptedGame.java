package org.ggscale.testkit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.jspecify.annotations.Nullable;

/**
 * A game that only counts its turns, and writes down each one it plays.
 *
 * <p>The ledger is the judge of a test: the platform's word about itself proves nothing. A plain game plays whenever it is
 * called; a conditional one compares the expected turn under the same lock. Safe for many threads.
 */
public final class ScriptedGame implements InProcessEngine {
    private final Set<EngineCapability> capabilities;
    private final List<Execution> ledger = new ArrayList<>();
    private final List<EngineRequest> requests = new ArrayList<>();
    private final Queue<EngineReply> replies = new ArrayDeque<>();
    private final Queue<EngineAnswer> answers = new ArrayDeque<>();
    private final Queue<BanishReply> banishReplies = new ArrayDeque<>();
    private final List<RaceName> banished = new ArrayList<>();
    private List<EngineState.Race> races = List.of();
    private @Nullable GameId gameId;
    private long turn;
    private long lastTurn = Long.MAX_VALUE;

    /** Creates a game before its init, with these promises. */
    public ScriptedGame(EngineCapability... capabilities) {
        this.capabilities = EnumSet.noneOf(EngineCapability.class);
        this.capabilities.addAll(List.of(capabilities));
    }

    /** Ends the game with this turn. */
    public synchronized ScriptedGame endingAt(long number) {
        lastTurn = number;
        return this;
    }

    /** Answers the next admin call that nothing was scripted for yet with this, and does nothing else. */
    public synchronized void reply(EngineReply reply) {
        replies.add(reply);
    }

    /** Answers the next player that nothing was scripted for yet with this. */
    public synchronized void answer(EngineAnswer answer) {
        answers.add(answer);
    }

    /** Answers the next banishment that nothing was scripted for yet with this, and does nothing else. */
    public synchronized void banishReply(BanishReply reply) {
        banishReplies.add(reply);
    }

    /** Returns the races that were taken out, in order. */
    public synchronized List<RaceName> banished() {
        return List.copyOf(banished);
    }

    /** Sets the turn, as a restored backup would. */
    public synchronized void jumpTo(long number) {
        turn = number;
    }

    /** Returns the turn that was reached last. */
    public synchronized long turn() {
        return turn;
    }

    /** Returns what was played, in order. */
    public synchronized List<Execution> ledger() {
        return List.copyOf(ledger);
    }

    /** Returns what players asked, in order. */
    public synchronized List<EngineRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized EngineReply init(GameId game, List<RaceName> names) {
        EngineReply scripted = replies.poll();
        if (scripted != null) {
            return scripted;
        }
        if (gameId == null) {
            gameId = game;
            races = names.stream().map(name -> race(game, name)).toList();
        }
        boolean same = game.equals(gameId)
                && names.stream().map(RaceName::value).toList().equals(raceNames());
        return same ? new EngineReply.Answered(state(game)) : new EngineReply.Refused(409, "another game was begun");
    }

    @Override
    public synchronized EngineReply status() {
        EngineReply scripted = replies.poll();
        if (scripted != null) {
            return scripted;
        }
        return gameId == null
                ? new EngineReply.Refused(404, "not_initialised")
                : new EngineReply.Answered(state(gameId));
    }

    @Override
    public synchronized EngineReply turn(GameId game, long expectedTurn) {
        EngineReply scripted = replies.poll();
        if (scripted != null) {
            return scripted;
        }
        if (gameId == null) {
            return new EngineReply.Refused(404, "not_initialised");
        }
        boolean expected = game.equals(gameId) && expectedTurn == turn;
        if (capabilities.contains(EngineCapability.CONDITIONAL_TURN) && !expected) {
            return new EngineReply.Conflicted(state(gameId));
        }
        turn++;
        ledger.add(new Execution(turn, expectedTurn));
        return new EngineReply.Answered(state(gameId));
    }

    @Override
    public synchronized BanishReply banish(RaceName race) {
        BanishReply scripted = banishReplies.poll();
        if (scripted != null) {
            return scripted;
        }
        if (!raceNames().contains(race.value())) {
            return new BanishReply.Refused(400, "no such race");
        }
        banished.add(race);
        return new BanishReply.Banished();
    }

    @Override
    public synchronized EngineAnswer relay(EngineRequest request) {
        requests.add(request);
        EngineAnswer scripted = answers.poll();
        return scripted != null
                ? scripted
                : new EngineAnswer.Json(
                        new ByteArrayInputStream(("{\"turn\":" + turn + "}").getBytes(StandardCharsets.UTF_8)));
    }

    private EngineState state(GameId game) {
        return new EngineState(game, turn, "counting", races, turn >= lastTurn, capabilities);
    }

    private List<String> raceNames() {
        return races.stream().map(EngineState.Race::raceName).toList();
    }

    private static EngineState.Race race(GameId game, RaceName name) {
        UUID id = UUID.nameUUIDFromBytes((game + name.value()).getBytes(StandardCharsets.UTF_8));
        return new EngineState.Race(id, name.value(), 1, 100.5, false);
    }

    /**
     * One turn that was played.
     *
     * @param turn that was reached
     * @param expectedTurn that the caller believed the game was at
     */
    public record Execution(long turn, long expectedTurn) {}
}
