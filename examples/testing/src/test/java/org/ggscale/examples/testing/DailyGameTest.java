package org.ggscale.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.examples.testing.DailyGame.ANN;
import static org.ggscale.examples.testing.DailyGame.BOB;

import java.time.Duration;
import java.time.Instant;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.examples.embedding.LowestNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DailyGameTest {
    private static final int POINTS_TO_WIN = 16;

    private final DailyGame game = new DailyGame(new LowestNumber(POINTS_TO_WIN));

    @BeforeEach
    void begin() {
        game.begin();
    }

    @AfterEach
    void close() {
        game.close();
    }

    @Test
    void a_month_has_a_turn_every_evening_and_ends_when_somebody_has_won() throws InterruptedException {
        for (int day = 1; day <= 31; day++) {
            game.order(day % 2 == 1 ? ANN : BOB, 1);
            game.pass(Duration.ofDays(1));
        }

        assertThat(game.turns())
                .hasSize(31)
                .allSatisfy(turn -> assertThat(turn.scheduledFor()).asString().endsWith("T18:00:00Z"));
        assertThat(game.record().status()).isEqualTo(RuntimeStatus.FINISHED);
    }

    @Test
    void a_missed_week_becomes_one_turn() throws InterruptedException {
        game.pass(Duration.ofDays(1));

        game.pass(Duration.ofDays(7));

        RuntimeRecord record = game.record();
        assertThat(record.currentTurn()).isEqualTo(2);
        assertThat(record.missedTicks()).isEqualTo(6);
        assertThat(record.nextGenerationAt()).contains(Instant.parse("2030-01-09T18:00:00Z"));
    }

    @Test
    void nothing_is_played_a_minute_early() throws InterruptedException {
        game.pass(Duration.ofDays(1).minusMinutes(1));
        assertThat(game.record().currentTurn()).isZero();

        game.pass(Duration.ofMinutes(1));
        assertThat(game.record().currentTurn()).isEqualTo(1);
    }
}
