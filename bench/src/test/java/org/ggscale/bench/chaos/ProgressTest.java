package org.ggscale.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final UUID GAME = new UUID(1, 1);
    private static final Instant DEATH = Instant.parse("2026-11-21T18:00:00Z");
    private static final Instant READY = DEATH.plusSeconds(4);

    @Test
    void a_game_that_plays_its_interrupted_turn_is_recovered() {
        Progress progress = progress(EngineKind.CONDITIONAL_CHILD, inTurn(DEATH.minusMillis(20)));
        progress.see(READY.plusSeconds(6), List.of(running(8)));
        assertThat(progress.recoveries()).containsExactly(Map.entry(GAME, Duration.ofSeconds(6)));
        assertThat(progress.stuck()).isEmpty();
    }

    @Test
    void a_turn_begun_after_the_restart_is_no_recovery() {
        Progress progress = progress(EngineKind.CONDITIONAL_CHILD, inTurn(READY));
        progress.see(READY.plusSeconds(1), List.of(running(8)));
        assertThat(progress.interrupted()).isEmpty();
        assertThat(progress.recoveries()).isEmpty();
    }

    @Test
    void a_game_that_stays_where_it_is_is_stuck() {
        Progress progress = progress(EngineKind.PLAIN_EXTERNAL, inTurn(DEATH.minusMillis(20)));
        Instant end = READY.plusSeconds(31);
        progress.see(end, List.of(inTurn(DEATH.minusMillis(20))));
        assertThat(progress.over(end)).isTrue();
        assertThat(progress.stuck()).extracting(Finding::game).containsExactly(GAME);
    }

    @Test
    void a_running_game_that_does_not_tick_is_stuck() {
        Progress progress = progress(EngineKind.PLAIN_CHILD, running(7));
        progress.see(READY.plusSeconds(31), List.of(running(7)));
        assertThat(progress.stuck()).hasSize(1);
    }

    @Test
    void a_game_that_is_gone_is_stuck() {
        Progress progress = progress(EngineKind.PLAIN_CHILD);
        assertThat(progress.over(READY.plusSeconds(31))).isTrue();
        assertThat(progress.stuck()).extracting(Finding::what).containsExactly("the platform has forgotten it");
    }

    @Test
    void a_parked_game_is_handed_to_the_operator_once_and_given_its_time() {
        Progress progress = progress(EngineKind.PLAIN_EXTERNAL, inTurn(DEATH.minusMillis(20)));
        Instant parked = READY.plusSeconds(12);
        assertThat(progress.see(parked, List.of(parked("engine_not_fenced")))).containsExactly(GAME);
        assertThat(progress.see(parked.plusSeconds(1), List.of(parked("engine_not_fenced"))))
                .isEmpty();
        assertThat(progress.over(READY.plusSeconds(31))).isFalse();
        progress.see(READY.plusSeconds(32), List.of(running(8)));
        assertThat(progress.over(READY.plusSeconds(32))).isTrue();
        assertThat(progress.stuck()).isEmpty();
        assertThat(progress.recoveries()).containsExactly(Map.entry(GAME, Duration.ofSeconds(12)));
    }

    @Test
    void a_parked_game_that_does_not_move_when_forced_is_stuck() {
        Progress progress = progress(EngineKind.PLAIN_EXTERNAL, parked("engine_not_fenced"));
        progress.see(READY, List.of(parked("engine_not_fenced")));
        assertThat(progress.over(READY.plusSeconds(31))).isTrue();
        assertThat(progress.stuck()).hasSize(1);
    }

    @Test
    void a_game_whose_engine_can_be_fenced_must_not_be_parked() {
        for (EngineKind kind :
                List.of(EngineKind.CONDITIONAL_EXTERNAL, EngineKind.CONDITIONAL_CHILD, EngineKind.PLAIN_CHILD)) {
            Progress progress = progress(kind, inTurn(DEATH.minusMillis(20)));
            assertThat(progress.see(READY.plusSeconds(31), List.of(parked("engine_not_fenced"))))
                    .isEmpty();
            assertThat(progress.stuck()).hasSize(1);
        }
    }

    @Test
    void a_game_parked_for_another_reason_is_stuck() {
        Progress progress = progress(EngineKind.PLAIN_EXTERNAL, inTurn(DEATH.minusMillis(20)));
        progress.see(READY.plusSeconds(31), List.of(parked("engine_turn_skew")));
        assertThat(progress.stuck())
                .extracting(Finding::what)
                .containsExactly("it stays at turn 7: generation_failed (engine_turn_skew)");
    }

    private static Progress progress(EngineKind kind, Standing... standings) {
        return new Progress(Map.of(GAME, kind), DEATH, READY, List.of(standings));
    }

    private static Standing running(long turn) {
        return new Standing(GAME, "running", turn, Optional.empty(), Optional.empty(), Optional.empty(), "healthy");
    }

    private static Standing inTurn(Instant since) {
        return new Standing(
                GAME, "generation_in_progress", 7, Optional.of(since), Optional.of(8L), Optional.empty(), "healthy");
    }

    private static Standing parked(String code) {
        Instant since = DEATH.minusMillis(20);
        return new Standing(
                GAME, "generation_failed", 7, Optional.of(since), Optional.of(8L), Optional.of(code), "healthy");
    }
}
