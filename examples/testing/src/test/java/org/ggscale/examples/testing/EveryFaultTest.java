package org.ggscale.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.testing.DailyGame.ANN;
import static org.ggscale.examples.testing.DailyGame.BOB;

import java.time.Duration;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.examples.embedding.LowestNumber;
import org.ggscale.testkit.Failpoints;
import org.junit.jupiter.api.Test;

/** A week in which one call of the engine goes wrong: each call in turn, before it took effect and after. */
class EveryFaultTest {
    private static final int TURNS = 7;

    @Test
    void no_turn_is_lost_and_none_is_played_twice_whichever_call_fails() throws InterruptedException {
        int fault = 0;
        Failpoints failpoints;
        do {
            failpoints = Failpoints.at(++fault);
            LowestNumber game = new LowestNumber(100);
            playWeek(failpoints.wrap(InProcessEngine.class, game));

            EngineState end = ((EngineReply.Answered) game.status()).state();
            assertThat(end.turn()).as("%s", failpoints.hit()).isEqualTo(TURNS);
            assertThat(end.races().get(0).population())
                    .as("%s", failpoints.hit())
                    .isEqualTo(TURNS);
        } while (failpoints.hit().isPresent());
        assertThat(fault).isGreaterThan(TURNS * 2);
    }

    private static void playWeek(InProcessEngine engine) throws InterruptedException {
        try (DailyGame game = new DailyGame(engine)) {
            game.begin();
            for (int day = 1; day <= TURNS; day++) {
                order(game, ANN, 1);
                order(game, BOB, 2);
                game.pass(Duration.ofDays(1));
                settle(game);
            }
            assertThat(game.record().currentTurn()).isEqualTo(TURNS);
        }
    }

    /** Orders as a player does: again, when there was no answer. */
    private static void order(DailyGame game, UserId player, int number) {
        PlayOutcome outcome = game.order(player, number);
        if (!(outcome instanceof PlayOutcome.Answered(EngineAnswer.Json taken))) {
            game.order(player, number);
        }
    }

    /** Gives recovery the seconds it takes. */
    private static void settle(DailyGame game) throws InterruptedException {
        for (int second = 0; second < 60 && game.record().status() != RuntimeStatus.RUNNING; second++) {
            game.pass(Duration.ofSeconds(1));
        }
    }
}
