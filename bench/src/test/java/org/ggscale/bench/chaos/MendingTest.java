package org.ggscale.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MendingTest {
    private static final UUID GAME = new UUID(1, 1);
    private static final Instant BEGIN = Instant.parse("2026-11-21T18:00:00Z");

    @Test
    void a_game_that_plays_on_by_itself_is_mended() {
        Mending mending = after(1);
        assertThat(mending.see(BEGIN.plusSeconds(1), List.of(unreachable(7)))).isEmpty();
        mending.see(BEGIN.plusSeconds(4), List.of(running(8)));

        assertThat(mending.over(BEGIN.plusSeconds(4))).isTrue();
        assertThat(mending.moved()).containsExactly(Map.entry(GAME, Duration.ofSeconds(4)));
        assertThat(mending.helped()).isEmpty();
        assertThat(mending.stuck()).isEmpty();
    }

    @Test
    void a_game_that_stands_still_without_saying_so_is_stuck_and_gets_no_help() {
        Mending mending = after(6);
        mending.see(BEGIN, List.of(running(7)));
        Instant end = BEGIN.plusSeconds(121);

        assertThat(mending.see(end, List.of(running(7)))).isEmpty();
        assertThat(mending.over(end)).isTrue();
        assertThat(mending.stuck()).extracting(Finding::game).containsExactly(GAME);
    }

    @Test
    void a_game_whose_engine_died_too_often_is_helped_and_that_is_no_finding() {
        Mending mending = after(6);
        mending.see(BEGIN, List.of(unreachable(7)));
        assertThat(mending.see(BEGIN.plusSeconds(11), List.of(unreachable(7)))).hasSize(1);
        assertThat(mending.see(BEGIN.plusSeconds(12), List.of(unreachable(7)))).isEmpty();
        mending.see(BEGIN.plusSeconds(15), List.of(running(8)));

        assertThat(mending.helped()).containsExactly(GAME);
        assertThat(mending.stuck()).isEmpty();
    }

    @Test
    void a_game_that_should_have_gone_on_by_itself_is_helped_late_and_that_is_a_finding() {
        Mending mending = after(1);
        mending.see(BEGIN, List.of(unreachable(7)));
        assertThat(mending.see(BEGIN.plusSeconds(44), List.of(unreachable(7)))).isEmpty();
        assertThat(mending.see(BEGIN.plusSeconds(46), List.of(unreachable(7)))).hasSize(1);
        mending.see(BEGIN.plusSeconds(50), List.of(running(8)));

        assertThat(mending.stuck())
                .extracting(Finding::what)
                .containsExactly("it waited for an operator after 1 deaths of its engine");
    }

    @Test
    void a_game_that_is_not_there_is_stuck() {
        Mending mending = after(0);
        mending.see(BEGIN, List.of());
        assertThat(mending.stuck())
                .extracting(Finding::what)
                .containsExactly("it stays at nowhere: the platform has forgotten it");
    }

    private static Mending after(int deaths) {
        return new Mending(BEGIN, Set.of(GAME), Map.of(GAME, deaths));
    }

    private static Standing running(long turn) {
        return standing("running", turn);
    }

    private static Standing unreachable(long turn) {
        return standing("engine_unreachable", turn);
    }

    private static Standing standing(String status, long turn) {
        return new Standing(GAME, status, turn, Optional.empty(), Optional.empty(), Optional.empty(), "healthy");
    }
}
