package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.ggscale.testkit.ScriptedGame.Execution;
import org.junit.jupiter.api.Test;

class ScriptedGameTest implements InProcessEngineContract {
    private static final List<RaceName> RACES = List.of(new RaceName("Humans"));

    private final ScriptedGame engine = new ScriptedGame(EngineCapability.CONDITIONAL_TURN);

    @Override
    public InProcessEngine engine() {
        return engine;
    }

    @Test
    void a_plain_game_plays_whenever_it_is_called() {
        ScriptedGame plain = new ScriptedGame();
        GameId gameId = Fixtures.newGameId();
        plain.init(gameId, RACES);

        plain.turn(gameId, 0);
        plain.turn(gameId, 0);

        assertThat(plain.ledger()).containsExactly(new Execution(1, 0), new Execution(2, 0));
        assertThat(plain.turn()).isEqualTo(2);
    }

    @Test
    void a_conditional_game_plays_a_turn_once() {
        GameId gameId = Fixtures.newGameId();
        engine.init(gameId, RACES);

        engine.turn(gameId, 0);
        engine.turn(gameId, 0);

        assertThat(engine.ledger()).containsExactly(new Execution(1, 0));
    }

    @Test
    void a_scripted_reply_is_given_once_and_plays_nothing() {
        GameId gameId = Fixtures.newGameId();
        engine.init(gameId, RACES);
        engine.reply(new EngineReply.Garbled("x"));

        assertThat(engine.turn(gameId, 0)).isEqualTo(new EngineReply.Garbled("x"));
        assertThat(engine.turn(gameId, 0)).isInstanceOf(EngineReply.Answered.class);
        assertThat(engine.ledger()).hasSize(1);
    }

    @Test
    void a_game_ends_at_its_last_turn() {
        GameId gameId = Fixtures.newGameId();
        engine.endingAt(1).init(gameId, RACES);

        assertThat(engine.turn(gameId, 0))
                .isInstanceOfSatisfying(
                        EngineReply.Answered.class,
                        reply -> assertThat(reply.state().finished()).isTrue());
    }
}
