package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.ggscale.testkit.ScriptedGame.Execution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScriptedNetworkTest implements EngineClientContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ScriptedNetwork network = new ScriptedNetwork();
    private final GameId gameId = Fixtures.newGameId();
    private final ScriptedGame game = new ScriptedGame();

    @Override
    public EngineTransport transport() {
        return network;
    }

    @Nested
    class Deadlines implements EngineDeadlinesContract {
        @Override
        public EngineTransport transport() {
            return network;
        }
    }

    @BeforeEach
    void begin() {
        game.init(gameId, List.of(new RaceName("Humans")));
    }

    @Test
    void a_dropped_turn_is_not_played() {
        network.onNextTurn(TurnFault.dropped());

        assertThat(turn(network.serve(gameId, game))).isInstanceOf(EngineReply.Unanswered.class);

        assertThat(game.ledger()).isEmpty();
    }

    @Test
    void a_turn_whose_answer_is_lost_is_played() {
        network.onNextTurn(TurnFault.answerLost());

        assertThat(turn(network.serve(gameId, game))).isInstanceOf(EngineReply.Unanswered.class);

        assertThat(game.ledger()).containsExactly(new Execution(1, 0));
    }

    @Test
    void a_scripted_reply_is_not_played() {
        network.onNextTurn(TurnFault.answered(new EngineReply.Garbled("x")));

        assertThat(turn(network.serve(gameId, game))).isEqualTo(new EngineReply.Garbled("x"));

        assertThat(game.ledger()).isEmpty();
    }

    @Test
    void faults_happen_in_their_order_each_once() {
        network.onNextTurn(TurnFault.dropped());
        network.onNextTurn(TurnFault.answerLost());
        EngineEndpoint endpoint = network.serve(gameId, game);

        assertThat(turn(endpoint)).isEqualTo(new EngineReply.Unanswered("dropped"));
        assertThat(turn(endpoint)).isEqualTo(new EngineReply.Unanswered("answer lost"));
        assertThat(turn(endpoint)).isInstanceOf(EngineReply.Answered.class);
    }

    @Test
    void a_late_turn_is_played_when_it_arrives() {
        LateTurn late = new LateTurn();
        network.onNextTurn(late);
        assertThatThrownBy(late::deliver).isInstanceOf(IllegalStateException.class);
        assertThat(turn(network.serve(gameId, game))).isInstanceOf(EngineReply.Unanswered.class);
        assertThat(game.ledger()).isEmpty();

        late.deliver();

        assertThat(game.ledger()).hasSize(1);
    }

    @Test
    void a_late_turn_to_an_address_that_was_cut_reaches_nothing() {
        LateTurn late = new LateTurn();
        network.onNextTurn(late);
        EngineEndpoint old = network.serve(gameId, game);
        turn(old);

        network.cut(old);
        EngineEndpoint current = network.serve(gameId, game);
        assertThat(late.deliver()).isInstanceOf(EngineReply.Unanswered.class);

        assertThat(game.ledger()).isEmpty();
        assertThat(turn(current)).isInstanceOf(EngineReply.Answered.class);
    }

    @Test
    void a_held_turn_is_played_when_it_is_released() throws InterruptedException {
        HeldTurn held = new HeldTurn();
        network.onNextTurn(held);
        EngineEndpoint endpoint = network.serve(gameId, game);
        CompletableFuture<EngineReply> reply = CompletableFuture.supplyAsync(() -> turn(endpoint));
        held.awaitSent();
        assertThat(game.ledger()).isEmpty();

        held.release();

        assertThat(reply).succeedsWithin(TIMEOUT).isInstanceOf(EngineReply.Answered.class);
        assertThat(game.ledger()).hasSize(1);
    }

    private EngineReply turn(EngineEndpoint endpoint) {
        return network.turn(endpoint, gameId, 0, TIMEOUT);
    }
}
