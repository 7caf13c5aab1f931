package org.ggscale.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.testkit.ScriptedGame;
import org.junit.jupiter.api.Test;

/** What an operator sees of an engine that refuses. */
class BrokenEngineTest {
    @Test
    void a_turn_that_the_engine_refuses_parks_the_game_with_the_engines_words() throws InterruptedException {
        ScriptedGame engine = new ScriptedGame(EngineCapability.CONDITIONAL_TURN);
        try (DailyGame game = new DailyGame(engine)) {
            game.begin();
            engine.reply(new EngineReply.Refused(422, "the map is full"));

            game.pass(Duration.ofDays(1));

            assertThat(game.record().status()).isEqualTo(RuntimeStatus.GENERATION_FAILED);
            assertThat(game.record().lastFailure()).map(Failure::code).contains(FailureCode.ENGINE_VALIDATION_ERROR);
            assertThat(engine.ledger()).isEmpty();
        }
    }
}
