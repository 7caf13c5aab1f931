package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.Test;

class FaultyEngineClientTest implements EngineClientContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ScriptedNetwork network = new ScriptedNetwork();
    private final ScriptedGame game = new ScriptedGame();
    private final GameId gameId = Fixtures.newGameId();

    @Override
    public EngineTransport transport() {
        return network.through(new FaultyEngineClient(network, Failpoints.none()));
    }

    @Test
    void a_call_that_is_not_sent_is_not_answered_and_not_played() {
        assertThat(turn(Failpoints.at(1))).isInstanceOf(EngineReply.Unanswered.class);

        assertThat(game.ledger()).isEmpty();
    }

    @Test
    void a_call_whose_answer_is_lost_is_played() {
        assertThat(turn(Failpoints.at(2))).isInstanceOf(EngineReply.Unanswered.class);

        assertThat(game.ledger()).hasSize(1);
    }

    @Test
    void players_and_probes_get_no_answer_either() {
        EngineEndpoint endpoint = network.serve(gameId, game);
        EngineRequest report = new EngineRequest.Report(new RaceName("Humans"), 1);

        assertThat(new FaultyEngineClient(network, Failpoints.at(2)).relay(endpoint, gameId, report, TIMEOUT))
                .isInstanceOf(EngineAnswer.Unanswered.class);
        assertThat(new FaultyEngineClient(network, Failpoints.at(2)).alive(endpoint, TIMEOUT))
                .isFalse();
        assertThat(game.requests()).containsExactly(report);
    }

    private EngineReply turn(Failpoints failpoints) {
        game.init(gameId, List.of(new RaceName("Humans")));
        return new FaultyEngineClient(network, failpoints).turn(network.serve(gameId, game), gameId, 0, TIMEOUT);
    }
}
