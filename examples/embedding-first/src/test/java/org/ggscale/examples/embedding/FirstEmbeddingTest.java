package org.ggscale.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.embedding.FirstEmbedding.ANN;
import static org.ggscale.examples.embedding.FirstEmbedding.BOB;
import static org.ggscale.examples.embedding.FirstEmbedding.GAME;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.testkit.ManualClock;
import org.ggscale.testkit.ManualTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstEmbeddingTest {
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final ManualTicker ticker = new ManualTicker();
    private final GgScale ggscale = GgScale.builder()
            .engine("lowest-number", game -> new LowestNumber())
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .ticker(ticker)
            .build();

    @BeforeEach
    void register() {
        ggscale.start();
        assertThat(FirstEmbedding.register(ggscale, TurnSchedule.parse("@daily")))
                .isInstanceOf(Registration.Registered.class);
    }

    @AfterEach
    void close() {
        ggscale.close();
    }

    @Test
    void a_turn_is_played_when_it_is_due_and_not_before() throws InterruptedException {
        tickAfter(Duration.ofHours(23));
        assertThat(game().currentTurn()).isZero();

        tickAfter(Duration.ofHours(1));
        assertThat(game().currentTurn()).isEqualTo(1);
    }

    @Test
    void the_lowest_number_that_nobody_else_named_scores() throws Exception {
        FirstEmbedding.order(ggscale, ANN, 1);
        FirstEmbedding.order(ggscale, BOB, 2);
        tickAfter(Duration.ofDays(1));

        assertThat(text(ggscale.play().report(GAME, ANN, 1))).isEqualTo("{\"turn\": 1, \"points\": 1, \"best\": 1}");
        assertThat(text(ggscale.play().report(GAME, BOB, 1))).isEqualTo("{\"turn\": 1, \"points\": 0, \"best\": 1}");
    }

    @Test
    void a_number_that_both_named_scores_nothing() throws Exception {
        FirstEmbedding.order(ggscale, ANN, 1);
        FirstEmbedding.order(ggscale, BOB, 1);
        tickAfter(Duration.ofDays(1));

        assertThat(text(ggscale.play().report(GAME, ANN, 1))).isEqualTo("{\"turn\": 1, \"points\": 0, \"best\": 0}");
    }

    @Test
    void an_order_that_is_no_number_is_refused_by_the_game() {
        assertThat(FirstEmbedding.order(ggscale, ANN, -1))
                .isInstanceOfSatisfying(
                        PlayOutcome.Answered.class,
                        played -> assertThat(played.answer())
                                .isInstanceOfSatisfying(
                                        EngineAnswer.Refused.class,
                                        refused -> assertThat(refused.status()).isEqualTo(400)));
    }

    @Test
    void three_points_win_and_end_the_game() throws InterruptedException {
        for (int day = 0; day < 3; day++) {
            FirstEmbedding.order(ggscale, BOB, 5);
            tickAfter(Duration.ofDays(1));
        }
        assertThat(game().status()).isEqualTo(RuntimeStatus.FINISHED);
        assertThat(game().nextGenerationAt()).isEmpty();
    }

    private void tickAfter(Duration pause) throws InterruptedException {
        clock.advance(pause);
        ticker.tick();
        assertThat(ggscale.turns().awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    private RuntimeRecord game() {
        return ggscale.storage().runtimeRecords().find(GAME).orElseThrow();
    }

    private static String text(PlayOutcome outcome) throws IOException {
        EngineAnswer answer = ((PlayOutcome.Answered) outcome).answer();
        return new String(((EngineAnswer.Json) answer).body().readAllBytes(), StandardCharsets.UTF_8);
    }
}
